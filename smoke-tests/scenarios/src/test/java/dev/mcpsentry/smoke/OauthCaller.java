package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client, the browser of whoever signs in for it, and what either must never see told.
 * Speaks plain HTTP.
 */
final class OauthCaller {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REDIRECT = "http://127.0.0.1/callback";
  private static final Pattern HIDDEN =
      Pattern.compile("<input[^>]*name=\"(_csrf|state)\"[^>]*value=\"([^\"]*)\"");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String server;
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String verifier = BASE64.encodeToString(random().repeat(2).getBytes(UTF_8));
  private final List<String> secrets = new ArrayList<>(List.of(verifier));

  OauthCaller(int port) {
    server = "http://127.0.0.1:" + port;
  }

  /**
   * A client of the server.
   *
   * @param secret null for a public one
   */
  record Registered(String id, @Nullable String secret) {}

  /**
   * What a code was exchanged for.
   *
   * @param refresh empty where there is none
   */
  record Tokens(String access, String refresh) {}

  /** All codes, tokens and secrets so far. */
  List<String> secrets() {
    return secrets;
  }

  /** Registers a client, with the leave of somebody who may give it. */
  Registered register(String name, String scope) {
    Registered registrar = new Registered("registrar", secret("opens the door"));
    JsonNode leave =
        json(
            post(
                "/oauth2/token",
                registrar,
                "grant_type",
                "client_credentials",
                "scope",
                "client.create"));
    JsonNode registered = json(register(name, scope, secret(leave, "access_token")));
    secret(registered, "registration_access_token");
    return new Registered(
        registered.path("client_id").asText(), secret(registered, "client_secret"));
  }

  /** Registers a client where everybody may. */
  Registered registerOpenly(String name, String scope) {
    HttpResponse<String> answer =
        send(
            client,
            request("/oauth2/register")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(metadata(name, scope))));
    JsonNode registered = json(answer);
    return new Registered(
        registered.path("client_id").asText(), secret(registered, "client_secret"));
  }

  /** The status of a registration that cannot be. */
  int registerInVain() {
    return register("Evil", "openid", secret(random())).statusCode();
  }

  private HttpResponse<String> register(String name, String scope, String initialToken) {
    return send(
        client,
        request("/connect/register")
            .header("Authorization", "Bearer " + initialToken)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(metadata(name, scope))));
  }

  private static String metadata(String name, String scope) {
    ObjectNode metadata = MAPPER.createObjectNode().put("client_name", name).put("scope", scope);
    metadata.putArray("redirect_uris").add(REDIRECT);
    metadata.putArray("grant_types").add("authorization_code").add("refresh_token");
    return metadata.toString();
  }

  /** Signs in, as somebody does who is sent to the login page. */
  void signIn(String user, String password) {
    String page = send(browser, request("/login").GET()).body();
    HttpResponse<String> answer =
        send(
            browser,
            form(
                request("/login"),
                "username",
                user,
                "password",
                password,
                "_csrf",
                hidden(page, "_csrf")));
    assertThat(answer.headers().firstValue("location")).isPresent();
    assertThat(answer.headers().firstValue("location").orElseThrow()).doesNotContain("error");
    secret(password);
  }

  /** Asks for a code; answers where the browser is sent, or the page it is shown. */
  HttpResponse<String> authorize(Registered by, String scope) {
    String query =
        encoded(
            "response_type",
            "code",
            "client_id",
            by.id(),
            "redirect_uri",
            REDIRECT,
            "scope",
            scope,
            "state",
            "of-the-client",
            "code_challenge",
            challenge(),
            "code_challenge_method",
            "S256");
    return send(browser, request("/oauth2/authorize?" + query).header("Accept", "text/html").GET());
  }

  /** Answers the consent page: with scopes for yes, without for no. */
  HttpResponse<String> consent(Registered by, HttpResponse<String> page, String... scopes) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    List<String> fields =
        new ArrayList<>(
            List.of("client_id", by.id(), "state", secret(hidden(page.body(), "state"))));
    for (String scope : scopes) {
      fields.add("scope");
      fields.add(scope);
    }
    return send(browser, form(request("/oauth2/authorize"), fields.toArray(String[]::new)));
  }

  /** The code that the browser brings back. */
  String code(HttpResponse<String> redirect) {
    String location = redirect.headers().firstValue("location").orElse("");
    Map<String, String> query =
        Arrays.stream(location.substring(location.indexOf('?') + 1).split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    assertThat(query).as(location).containsKey("code");
    return secret(String.valueOf(query.get("code")));
  }

  /** Exchanges a code. */
  HttpResponse<String> exchange(Registered by, String code) {
    return post(
        "/oauth2/token",
        by,
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        REDIRECT,
        "code_verifier",
        verifier);
  }

  /** Shows a refresh token. */
  HttpResponse<String> refresh(Registered by, String token) {
    return post("/oauth2/token", by, "grant_type", "refresh_token", "refresh_token", secret(token));
  }

  /** Gives a token back. */
  int revoke(Registered by, String token) {
    return post("/oauth2/revoke", by, "token", token).statusCode();
  }

  /** What an answer says. */
  Tokens tokens(HttpResponse<String> answer) {
    JsonNode tokens = json(answer);
    secret(tokens, "id_token");
    return new Tokens(secret(tokens, "access_token"), secret(tokens, "refresh_token"));
  }

  private HttpResponse<String> post(String path, Registered by, String... fields) {
    HttpRequest.Builder request = request(path);
    String secret = by.secret();
    if (secret == null) {
      String[] all = Arrays.copyOf(fields, fields.length + 2);
      all[fields.length] = "client_id";
      all[fields.length + 1] = by.id();
      return send(client, form(request, all));
    }
    String credentials = URLEncoder.encode(by.id(), UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return send(client, form(request.header("Authorization", "Basic " + secret(basic)), fields));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path));
  }

  private static HttpRequest.Builder form(HttpRequest.Builder request, String... fields) {
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(encoded(fields)));
  }

  private static String encoded(String... fields) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], UTF_8));
    }
    return String.join("&", pairs);
  }

  private static String hidden(String page, String name) {
    Matcher fields = HIDDEN.matcher(page);
    while (fields.find()) {
      if (fields.group(1).equals(name)) {
        return fields.group(2);
      }
    }
    throw new AssertionError("no " + name + " in " + page);
  }

  private String challenge() {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String secret(String text) {
    secrets.add(text);
    return text;
  }

  private String secret(JsonNode answer, String member) {
    String text = answer.path(member).asText();
    return text.isEmpty() ? text : secret(text);
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(HttpClient by, HttpRequest.Builder request) {
    try {
      return by.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
