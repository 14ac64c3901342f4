package dev.mcpsentry.smoke.app.limited;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.cloud.gateway.filter.ratelimit.PrincipalNameKeyResolver;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.BooleanSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The program: everybody may ask once, by name or for all together; what is behind it is at the
 * port that the environment variable {@code UPSTREAM_PORT} says.
 */
@SpringBootApplication
@RestController
public class LimitedGateway {

  private final Environment environment;

  LimitedGateway(Environment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(LimitedGateway.class);
    application.setDefaultProperties(
        Map.of("server.address", "127.0.0.1", "server.port", Launch.parse(args).port()));
    application.run();
  }

  @EventListener(ApplicationReadyEvent.class)
  void announce() {
    Ready.announce(environment.getRequiredProperty("local.server.port", Integer.class));
  }

  @GetMapping("/answer")
  String answer() {
    return "welcome";
  }

  @Bean
  OnceLimiter limiter() {
    return new OnceLimiter();
  }

  @Bean
  RouteLocator routes(RouteLocatorBuilder routes, OnceLimiter limiter) {
    String upstream = "http://127.0.0.1:" + environment.getRequiredProperty("UPSTREAM_PORT");
    return routes
        .routes()
        .route(
            "user",
            route ->
                limited(route.path("/mcp/user"), limiter, new PrincipalNameKeyResolver())
                    .uri("forward:/answer"))
        .route(
            "all",
            route ->
                limited(route.path("/mcp/all"), limiter, exchange -> Mono.just("all"))
                    .uri("forward:/answer"))
        .route("upstream", route -> route.path("/mcp/upstream").uri(upstream))
        .build();
  }

  private static UriSpec limited(BooleanSpec route, OnceLimiter limiter, KeyResolver key) {
    return route.filters(
        filters ->
            filters.requestRateLimiter(limit -> limit.setRateLimiter(limiter).setKeyResolver(key)));
  }

  @Bean
  ReactiveUserDetailsService users() {
    return new MapReactiveUserDetailsService(
        User.withUsername("u-17").password("{noop}open sesame").roles("USER").build());
  }

  @Bean
  SecurityWebFilterChain chain(ServerHttpSecurity http) {
    return http.csrf(CsrfSpec::disable)
        .httpBasic(withDefaults())
        .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
        .build();
  }
}
