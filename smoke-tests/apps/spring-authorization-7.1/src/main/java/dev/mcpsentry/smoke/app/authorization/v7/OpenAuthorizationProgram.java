package dev.mcpsentry.smoke.app.authorization.v7;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.mcpsentry.smoke.app.authorization.Clients;
import dev.mcpsentry.smoke.app.authorization.Features;
import dev.mcpsentry.smoke.app.authorization.UpstreamGrants;
import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import java.util.Map;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * The program on Spring Security 7: clients register openly, users sign in and consent, and tokens
 * open the MCP server.
 */
@SpringBootApplication
public class OpenAuthorizationProgram {

  private final Environment environment;

  OpenAuthorizationProgram(Environment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    Launch launch = Launch.parse(args);
    SpringApplication application = new SpringApplication(OpenAuthorizationProgram.class);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            launch.port(),
            "spring.ai.mcp.server.name",
            "authorized-demo",
            "spring.ai.mcp.server.protocol",
            launch.transport().name()));
    application.run();
  }

  @Bean
  @Order(1)
  SecurityFilterChain authorizationServer(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(
            server,
            endpoints ->
                endpoints
                    .oidc(withDefaults())
                    .clientRegistrationEndpoint(
                        endpoint ->
                            endpoint
                                .openRegistrationAllowed(true)
                                .authenticationProviders(
                                    providers ->
                                        providers.forEach(OpenAuthorizationProgram::admitScopes))))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/oauth2/register")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
        .build();
  }

  // by default nobody registers any
  private static void admitScopes(AuthenticationProvider provider) {
    if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registration) {
      registration.setAuthenticationValidator(
          OAuth2ClientRegistrationAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR.andThen(
              OAuth2ClientRegistrationAuthenticationValidator.SIMPLE_SCOPE_VALIDATOR));
    }
  }

  @Bean
  @Order(2)
  SecurityFilterChain mcpServer(HttpSecurity http) throws Exception {
    return http.securityMatcher("/mcp")
        .csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(resource -> resource.jwt(withDefaults()))
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain login(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .formLogin(withDefaults())
        .build();
  }

  @Bean
  RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(Clients.byDocument());
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("u-17").password("{noop}open sesame").roles("USER").build());
  }

  @Bean
  AuthorizationServerSettings settings() {
    return AuthorizationServerSettings.builder().build();
  }

  @Bean
  JWKSource<SecurityContext> keys() throws JOSEException {
    return new ImmutableJWKSet<>(new JWKSet(new RSAKeyGenerator(2048).keyID("demo").generate()));
  }

  @Bean
  JwtDecoder decoder(JWKSource<SecurityContext> keys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  /** Refreshed tokens are good as long as what the upstream gave us is. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> upstream() {
    UpstreamGrants grants = new UpstreamGrants();
    return context -> {
      if (AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType())
          && context.getAuthorizedScopes().contains("skill:cached")) {
        grants.stillGood();
      }
    };
  }

  @Bean
  ToolCallbackProvider tools() {
    return MethodToolCallbackProvider.builder().toolObjects(new Features()).build();
  }

  @EventListener(ApplicationReadyEvent.class)
  void announce() {
    Ready.announce(environment.getRequiredProperty("local.server.port", Integer.class));
  }
}
