package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server on what the JDK brings, with nothing of MCP's that anybody knows. */
class JdkHttpServerSmokeTest {

  @Test
  void row01_row05_answersAreCounted_andWhatWasShownHasAShape() {
    JavaProgram program =
        JavaProgram.main(Build.row("sdk-2.1.0"), "dev.mcpsentry.smoke.app.tools.JdkServer")
            .arguments("--transport", "streamable");
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(SideBySide.watched(program, sentry), Transport.STREAMABLE)) {
      PlainCalls calls = new PlainCalls(served.port());
      assertThat(calls.post("claude-code/1.0", "/mcp", "Authorization", "Bearer good-7c1f"))
          .isEqualTo(200);
      assertThat(calls.post("none/1", "/mcp")).isEqualTo(401);
      assertThat(calls.get("health/1", "/health")).isEqualTo(200);
      served.end();

      List<TypedItem> answered = PlainCalls.answers(sentry, 200);
      assertThat(answered).singleElement().satisfies(JdkHttpServerSmokeTest::assertLetIn);
      assertThat(answered.get(0).traceId())
          .isEqualTo(PlainCalls.span(sentry, "claude-code/1.0").traceId());
      assertThat(PlainCalls.answers(sentry, 401))
          .singleElement()
          .matches(a -> "none".equals(a.attribute("app.access.method")))
          .matches(a -> "missing".equals(a.attribute("app.access.request.header_shape")))
          .matches(a -> "invalid_access".equals(a.attribute("app.access.error.code")));
      assertThat(sentry.everything()).doesNotContain("good-7c1f");
    }
  }

  private static void assertLetIn(TypedItem answer) {
    assertThat(answer.attribute("http.route")).isEqualTo("/mcp");
    assertThat(answer.attribute("http.request.method")).isEqualTo("POST");
    assertThat(answer.attribute("app.route.group")).isEqualTo("mcp");
    assertThat(answer.attribute("app.client.family")).isEqualTo("claude-code");
    assertThat(answer.attribute("app.access.method")).isEqualTo("grant");
  }
}
