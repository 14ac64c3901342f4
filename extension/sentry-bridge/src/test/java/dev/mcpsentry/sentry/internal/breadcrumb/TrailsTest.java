package dev.mcpsentry.sentry.internal.breadcrumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.Crumb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrailsTest {

  @Test
  void manyTrails_theLeastRecentGo() {
    Trails trails = new Trails(3, 1 << 20);
    for (int i = 0; i < 10; i++) {
      trails.add("trace-" + i, crumb("x"), i);
    }
    assertThat(trails.size()).isEqualTo(3);
    assertThat(trails.find("trace-9")).isNotNull();
    assertThat(trails.find("trace-0")).isNull();
  }

  @Test
  void bytes_areBounded() {
    Trails trails = new Trails(1_000, 10_000);
    for (int i = 0; i < 500; i++) {
      trails.add("trace-" + i, crumb("x".repeat(1_000)), i);
    }
    assertThat(trails.bytes()).isBetween(1_000L, 10_000L);
  }

  @Test
  void oneTrail_keepsTheLast() {
    Trails trails = new Trails(10, 1 << 20);
    for (int i = 0; i < 500; i++) {
      trails.add("trace", crumb("step " + i), i);
    }
    List<Crumb> crumbs = new ArrayList<>();
    trails.find("trace").addTo(crumbs);
    assertThat(crumbs).hasSize(150);
    assertThat(crumbs.get(149).message()).isEqualTo("step 499");
  }

  @Test
  void oneTrail_isBoundedInBytes() {
    Trails trails = new Trails(10, 1 << 20);
    for (int i = 0; i < 100; i++) {
      trails.add("trace", crumb("x".repeat(10_000)), i);
    }
    assertThat(trails.bytes()).isLessThan(70_000);
  }

  @Test
  void oldTrails_areForgotten() {
    Trails trails = new Trails(10, 1 << 20);
    trails.add("old", crumb("x"), 0);
    trails.add("new", crumb("x"), TimeUnit.HOURS.toNanos(1));
    assertThat(trails.find("old")).isNull();
    assertThat(trails.find("new")).isNotNull();
  }

  private static Crumb crumb(String message) {
    return new Crumb(1, "default", "shop", 9, message, Map.of());
  }
}
