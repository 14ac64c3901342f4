package dev.mcpsentry.smoke.app.limited;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.gateway.filter.ratelimit.RateLimiter;
import reactor.core.publisher.Mono;

/** Lets everybody in once, and thinks about it elsewhere for a moment, as one over a network. */
final class OnceLimiter implements RateLimiter<Object> {

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  @Override
  public Mono<Response> isAllowed(String routeId, String id) {
    return Mono.delay(Duration.ofMillis(1))
        .map(tick -> new Response(known.add(routeId + " " + id), Map.of()));
  }

  @Override
  public Map<String, Object> getConfig() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public Class<Object> getConfigClass() {
    return Object.class;
  }

  @Override
  public Object newConfig() {
    return new Object();
  }
}
