package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server behind Spring Security, on one version and web stack. */
record SecuredProgram(String row) {

  private static final String KEY = "what every token is signed with".repeat(2);

  /** With the agent, as a user starts it. */
  JavaProgram watched(FakeSentry sentry) {
    return JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app.secured.SecuredServer")
        .arguments("--transport", Transport.STREAMABLE.argument())
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn());
  }

  /** A token that the server believes. */
  static String token(String claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String content =
        base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    return content + "." + base64.encodeToString(hmac(KEY, content));
  }

  static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
