package dev.mcpsentry.smoke.app.secured;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.security.config.Customizer.withDefaults;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springaicommunity.mcp.security.server.apikey.memory.ApiKeyEntityImpl;
import org.springaicommunity.mcp.security.server.apikey.memory.InMemoryApiKeyEntityRepository;
import org.springaicommunity.mcp.security.server.config.McpApiKeyConfigurer;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.WebFilter;

/**
 * The program: everybody signs in, by the Basic scheme or with a token, but for what has limits,
 * which strangers may use too.
 */
@SpringBootApplication
public class SecuredServer {

  private static final SecretKey KEY =
      new SecretKeySpec("what every token is signed with".repeat(2).getBytes(UTF_8), "HmacSHA256");

  private static final String LIMITED = "/mcp/limits/**";
  private static final String LIMIT = "/mcp/limits/by-hand";
  private static final String GUARD = "/mcp/limits/guarded-by-hand";
  private static final String CHALLENGE = "Bearer error=\"invalid_token\"";
  private static final String KEY_HEADER = "X-API-key";
  private static final String ADMINISTRATION = "/mcp/administration";

  private final Environment environment;

  SecuredServer(Environment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    Launch launch = Launch.parse(args);
    SpringApplication application = new SpringApplication(SecuredServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            launch.port(),
            "spring.ai.mcp.server.name",
            "secured-demo",
            "spring.ai.mcp.server.protocol",
            launch.transport().name()));
    application.run();
  }

  @Bean
  ToolCallbackProvider tools() {
    return MethodToolCallbackProvider.builder().toolObjects(new Features()).build();
  }

  @EventListener(ApplicationReadyEvent.class)
  void announce() {
    Ready.announce(environment.getRequiredProperty("local.server.port", Integer.class));
  }

  // with a decoder of tokens Spring Boot knows no users of its own
  private static UserDetails user() {
    return User.withUsername("u-17").password("{noop}open sesame").roles("USER").build();
  }

  /** For the servlet stack. */
  @Configuration
  @ConditionalOnWebApplication(type = Type.SERVLET)
  static class Servlets {

    @Bean
    JwtDecoder decoder() {
      return NimbusJwtDecoder.withSecretKey(KEY).build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(user());
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.csrf(csrf -> csrf.disable())
          .httpBasic(withDefaults())
          .oauth2ResourceServer(server -> server.jwt(withDefaults()))
          .authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers(LIMITED)
                      .permitAll()
                      .requestMatchers(ADMINISTRATION)
                      .hasAuthority("SCOPE_admin")
                      .anyRequest()
                      .authenticated())
          .build();
    }

    /** For whoever shows a key. */
    @Bean
    @Order(0)
    SecurityFilterChain keys(HttpSecurity http) throws Exception {
      return http.securityMatcher(request -> request.getHeader(KEY_HEADER) != null)
          .csrf(csrf -> csrf.disable())
          .with(
              McpApiKeyConfigurer.mcpServerApiKey(),
              keys ->
                  keys.headerName(KEY_HEADER)
                      .apiKeyRepository(
                          new InMemoryApiKeyEntityRepository<>(List.of(key("ada"), key("eve"))))
                      .sessionBinding(withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .build();
    }

    private static ApiKeyEntityImpl key(String id) {
      return ApiKeyEntityImpl.builder().id(id).secret("opens-sesame").name(id).build();
    }

    /** Answers for itself, as many a program does. */
    @Bean
    Filter madeByHand() {
      return (request, response, chain) -> {
        HttpServletResponse answer = (HttpServletResponse) response;
        switch (((HttpServletRequest) request).getRequestURI()) {
          case LIMIT -> answer.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
          case GUARD -> {
            answer.setStatus(HttpStatus.UNAUTHORIZED.value());
            answer.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
          }
          default -> chain.doFilter(request, response);
        }
      };
    }
  }

  /** For the reactive stack. */
  @Configuration
  @ConditionalOnWebApplication(type = Type.REACTIVE)
  static class Reactive {

    @Bean
    ReactiveJwtDecoder decoder() {
      return NimbusReactiveJwtDecoder.withSecretKey(KEY).build();
    }

    @Bean
    ReactiveUserDetailsService users() {
      return new MapReactiveUserDetailsService(user());
    }

    @Bean
    SecurityWebFilterChain chain(ServerHttpSecurity http) {
      return http.csrf(CsrfSpec::disable)
          .httpBasic(withDefaults())
          .oauth2ResourceServer(server -> server.jwt(withDefaults()))
          .authorizeExchange(
              exchanges ->
                  exchanges
                      .pathMatchers(LIMITED)
                      .permitAll()
                      .pathMatchers(ADMINISTRATION)
                      .hasAuthority("SCOPE_admin")
                      .anyExchange()
                      .authenticated())
          .build();
    }

    /** Answers for itself, as many a program does. */
    @Bean
    WebFilter madeByHand() {
      return (exchange, chain) -> {
        ServerHttpResponse answer = exchange.getResponse();
        switch (exchange.getRequest().getPath().value()) {
          case LIMIT -> answer.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
          case GUARD -> {
            answer.setStatusCode(HttpStatus.UNAUTHORIZED);
            answer.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
          }
          default -> {
            return chain.filter(exchange);
          }
        }
        return answer.setComplete();
      };
    }
  }
}
