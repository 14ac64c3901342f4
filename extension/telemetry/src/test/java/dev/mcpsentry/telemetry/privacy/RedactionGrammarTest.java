package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is assigned to a telling name, in the ways people and programs write that. */
class RedactionGrammarTest {

  private final Redaction redaction = new Redaction(List.of("patient"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "{\"passwords\":[\"a1\",\"b2\"],\"city\":\"Graz\"} ~ {\"passwords\":\"[Filtered]\",\"city\":\"Graz\"}",
        "{\"credentials\":{\"user\":\"joe\",\"x\":{\"y\":\"}\"}},\"n\":1} ~ {\"credentials\":\"[Filtered]\",\"n\":1}",
        "password=a,b ~ password=[Filtered]",
        "password=a,b, user=joe ~ password=[Filtered], user=joe",
        "password=a&b;c&user=joe ~ password=[Filtered]&user=joe",
        "password: two words ~ password: [Filtered]",
        "see password: two words, user: joe ~ see password: [Filtered], user: joe",
        "<password>two <b>words</b></password><city>Graz</city> ~ <password>[Filtered]</password><city>Graz</city>",
        "<ns:password type=\"x\">abc</ns:password> ~ <ns:password type=\"x\">[Filtered]</ns:password>",
        "<user password=\"abc\" name=\"joe\"/> ~ <user password=\"[Filtered]\" name=\"joe\"/>",
        "<entry key=\"db.password\">abc</entry> ~ <entry key=\"db.password\">[Filtered]</entry>",
        "<key>password</key><string>abc</string> ~ <key>password</key><string>[Filtered]</string>",
        "{\"body\":\"{\\\"password\\\":\\\"abc\\\",\\\"n\\\":1}\"} ~ {\"body\":\"{\\\"password\\\":\\\"[Filtered]\\\",\\\"n\\\":1}\"}",
        "{\"pin\":1234,\"n\":5} ~ {\"pin\":\"[Filtered]\",\"n\":5}",
        "{\"tokens\":512,\"token\":512} ~ {\"tokens\":512,\"token\":\"[Filtered]\"}",
        "{\"name\":\"DB_PASS\",\"value\":\"abc\"} ~ {\"name\":\"DB_PASS\",\"value\":\"[Filtered]\"}",
        "{\"value\":\"abc\",\"name\":\"DB_PASS\"} ~ {\"value\":\"[Filtered]\",\"name\":\"DB_PASS\"}",
        "{\"name\":\"CITY\",\"value\":\"Graz\"} ~ {\"name\":\"CITY\",\"value\":\"Graz\"}",
        "key: password\\nvalue: abc ~ key: password\\nvalue: [Filtered]",
        "key: 1\\npassword:\\n  abc\\nuser: joe ~ key: 1\\npassword:\\n  [Filtered]\\nuser: joe",
        "q=password%3Dabc%26page%3D2 ~ q=password%3D[Filtered]%26page%3D2",
        "q=%7B%22password%22%3A%22abc%22%7D ~ q=%7B%22password%22%3A%22[Filtered]%22%7D",
        "q=password%253Dabc%2526page%253D2 ~ q=password%253D[Filtered]%2526page%253D2",
        "{\"pass\\u0077ord\":\"abc\"} ~ {\"pass\\u0077ord\":\"[Filtered]\"}",
        "&lt;password&gt;abc&lt;/password&gt; ~ &lt;password&gt;[Filtered]&lt;/password&gt;",
        "&quot;password&quot;:&quot;abc&quot; ~ &quot;password&quot;:&quot;[Filtered]&quot;",
        "SELECT * FROM u WHERE password='it''s' AND id=5 ~ SELECT * FROM u WHERE password='[Filtered]' AND id=5",
        "ALTER USER joe IDENTIFIED BY 'abc' ~ ALTER USER joe IDENTIFIED BY '[Filtered]'",
        "ALTER ROLE joe PASSWORD 'abc' ~ ALTER ROLE joe PASSWORD '[Filtered]'",
        "WHERE password != 'abc' ~ WHERE password != '[Filtered]'",
        "run --password abc --city Graz ~ run --password [Filtered] --city Graz",
        "run --api-key='a b' ~ run --api-key='[Filtered]'",
        "user[password]=abc&user[city]=Graz ~ user[password]=[Filtered]&user[city]=Graz",
        "password[]=abc ~ password[]=[Filtered]",
        "os.environ['DB_PASS'] = 'abc' ~ os.environ['DB_PASS'] = '[Filtered]'",
        "User[name=joe, password=abc] ~ User[name=joe, password=[Filtered]]",
        "{user=joe, password=abc, city=Graz} ~ {user=joe, password=[Filtered], city=Graz}",
        "{password=abc} ~ {password=[Filtered]}",
        "Authorization: Digest username=\"joe\", response=\"abc\" ~ Authorization: [Filtered]",
        "curl -H 'Authorization: Token abc' https://h/x ~ curl -H 'Authorization: [Filtered]' https://h/x",
        "{authorization=Bearer abc, accept=*} ~ {authorization=[Filtered], accept=*}",
        "Cookie: a=1; b=2 ~ Cookie: [Filtered]",
        "private key: abc def ~ private key: [Filtered]",
        "API key = abc ~ API key = [Filtered]",
        "pin: 1234 ~ pin: [Filtered]",
        "token: abc ~ token: [Filtered]",
        "Wrong password: hunter2 ~ Wrong password: [Filtered]",
        "patient: Joe Doe ~ patient: [Filtered]",
        "patient=Joe ~ patient=[Filtered]",
        "(PatientName) patientName=Joe ~ (PatientName) patientName=[Filtered]",
        "redis://:abc@cache:6379/0 ~ redis://[Filtered]@cache:6379/0",
        "https://joe@host/x ~ https://[Filtered]@host/x",
        "postgres://joe:a/b@db/x ~ postgres://[Filtered]@db/x",
        "jdbc:postgresql://db/x?user=joe&password=abc ~ jdbc:postgresql://db/x?user=joe&password=[Filtered]",
        "jdbc:sqlserver://db;user=sa;password=a;b;encrypt=true ~ jdbc:sqlserver://db;user=sa;password=[Filtered];encrypt=true",
        "jdbc:oracle:thin:scott/lion@//db/x ~ jdbc:oracle:thin:[Filtered]@//db/x",
        "AccountName=a;AccountKey=abc==;EndpointSuffix=x ~ AccountName=a;AccountKey=[Filtered];EndpointSuffix=x",
        "https://a.blob/x?sv=2024&sig=a%2Bb%3D&se=2026 ~ https://a.blob/x?sv=2024&sig=[Filtered]&se=2026",
        "https://s3/x?X-Amz-Date=1&X-Amz-Signature=ab12&x=1 ~ https://s3/x?X-Amz-Date=1&X-Amz-Signature=[Filtered]&x=1",
        "https://h/x?pwd=abc#top ~ https://h/x?pwd=[Filtered]",
      })
  void assignedSecret_isMasked(String text, String masked) {
    assertThat(redaction.text(unescaped(text))).isEqualTo(unescaped(masked));
    // what passed once passes again as it is
    assertThat(redaction.text(unescaped(masked))).isEqualTo(unescaped(masked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I/O error on POST request for \"https://auth.example.com/oauth/token\": Connection refused",
        "Invalid token: expected ')'",
        "Unexpected token: }",
        "Unexpected token: 'foo'",
        "password: must not be blank",
        "password: size must be between 8 and 64",
        "Password must contain at least one digit",
        "com.acme.InvalidTokenException: JWT expired",
        "org.springframework.security.BadCredentialsException: Bad credentials",
        "auth.example.com:443 failed to respond",
        "https://auth.example.com/token: 401 Unauthorized",
        "Session: closed",
        "auth: ok",
        "scope: secrets:read",
        "token=null",
        "className=Foo, tokenCount=5, max_tokens=512",
        "author: Jane Doe",
        "keyboard: QWERTZ",
        "WWW-Authenticate: Bearer realm=\"mcp\", error=\"invalid_token\"",
        "Full authentication is required; basic authentication failed, bearer authentication too",
        "Basic understanding of JavaScript/TypeScript",
        "git@github.com:acme/orders.git",
        "https://medium.com/@acme/orders",
        "mailto:joe@example.com",
        "SG.Singapore, AC.Milan, eyJpZCI6MTIzfQ==",
        "the token was refreshed after 5 s",
        "Invalid credentials",
        "{\"author\":\"Ada\",\"passenger\":2,\"signal\":\"SIGTERM\"}",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "ternary ? a : b"
      })
  void restOfTheWorld_staysAsItIs(String text) {
    assertThat(redaction.text(text)).isSameAs(text);
  }

  private static String unescaped(String text) {
    return text.startsWith("key: ") ? text.replace("\\n", "\n") : text;
  }
}
