package dev.mcpsentry.instrumentation.ratelimiters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpsentry.testing.ReleasedLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hooks against the released jars. */
class HooksTest {

  private static final List<String> BUCKET4J =
      List.of("AbstractBucket#tryConsume", "ConsumptionProbe#rejected");
  private static final List<String> RESILIENCE4J =
      List.of("RequestNotPermitted#createRequestNotPermitted");
  private static final List<String> GATEWAY =
      List.of("PrincipalNameKeyResolver#resolve", "Response#<init>");

  static Stream<Arguments> libraries() {
    return Stream.of(
        arguments("bucket4j-8.10.1", BUCKET4J),
        arguments("bucket4j-8.14.0", BUCKET4J),
        arguments("bucket4j-8.16.0", BUCKET4J),
        arguments("resilience4j-1.7.1", RESILIENCE4J),
        arguments("resilience4j-2.3.0", RESILIENCE4J),
        arguments("resilience4j-2.4.0", RESILIENCE4J),
        arguments("gateway-4.3.4", GATEWAY),
        arguments("gateway-5.0.4", GATEWAY),
        arguments("quarkus-bucket4j-1.0.5", List.of("BucketPod#consumeAndReturnNanoWaitTime")),
        arguments("smallrye-6.11.2", List.of("RateLimitException#<init>")));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everyHook_findsWhatItLooksFor(String library, List<String> hooked) throws IOException {
    try (ReleasedLibrary released =
        new ReleasedLibrary(Path.of("target", "released").resolve(library))) {
      assertThat(released.hookedBy(new RateLimitersModule())).containsExactlyElementsOf(hooked);
    }
  }

  @Test
  void resolverOfQuarkus_saysWhoseLimitItIs() {
    String resolvers = "io.quarkiverse.bucket4j.runtime.resolver.";

    assertThat(LocalLimit.scope(resolvers + "IpResolver")).isEqualTo("ip");
    assertThat(LocalLimit.scope("com.example.BySubject")).isEqualTo("user");
    assertThat(LocalLimit.scope(resolvers + "ConstantResolver")).isNull();
  }
}
