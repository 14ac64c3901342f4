package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The envelope endpoint. */
final class IngestHandler extends Handler.Abstract {

  private static final int MAX_BYTES = 200 * 1024 * 1024;
  private static final String CONTENT_TYPE = "application/x-sentry-envelope";

  private final Dsn dsn;
  private final Journal journal;
  private final EnvelopeRules rules = new EnvelopeRules();
  private final AtomicLong requests = new AtomicLong();
  private volatile Behaviour behaviour = new Behaviour.Healthy();

  IngestHandler(Dsn dsn, Journal journal) {
    this.dsn = dsn;
    this.journal = journal;
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  long requests() {
    return requests.get();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    requests.incrementAndGet();
    Behaviour current = behaviour;
    if (current instanceof Behaviour.Slow slow) {
      Thread.sleep(slow.delay().toMillis());
    }
    if (current instanceof Behaviour.Failing failing) {
      Response.writeError(request, response, callback, failing.status());
    } else if (current instanceof Behaviour.RateLimiting limiting) {
      response.getHeaders().put("X-Sentry-Rate-Limits", limiting.limits());
      limited(request, response, callback, limiting.status());
    } else if (!(current instanceof Behaviour.Hung)) {
      judge(request, response, callback);
    }
    return true;
  }

  private void limited(Request request, Response response, Callback callback, int status)
      throws IOException {
    if (status == 429) {
      answer(response, callback, status, "{\"detail\":\"rate limited\"}");
    } else {
      judge(request, response, callback);
    }
  }

  private void judge(Request request, Response response, Callback callback) throws IOException {
    try {
      if (dsn.isOtlpEndpoint(Request.getPathInContext(request))) {
        export(request, response, callback);
        return;
      }
      requireEndpoint(request);
      byte[] body = body(request);
      journal.body(body);
      Envelope envelope = EnvelopeParser.parse(body);
      dsn.authorize(
          request.getHeaders().get("X-Sentry-Auth"),
          request.getHttpURI().getQuery(),
          envelope.header());
      rules.check(envelope);
      journal.accept(envelope, body.length);
      String id = envelope.header().path("event_id").asText();
      answer(response, callback, 200, id.isEmpty() ? "{}" : "{\"id\":\"" + id + "\"}");
    } catch (Rejection rejection) {
      journal.reject(rejection);
      answer(response, callback, rejection.status(), "{\"detail\":\"rejected\"}");
    }
  }

  private void export(Request request, Response response, Callback callback) throws IOException {
    String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (!"application/x-protobuf".equals(contentType)) {
      throw Rejection.malformed("content type of an export is " + contentType);
    }
    String auth = request.getHeaders().get("X-Sentry-Auth");
    if (auth == null) {
      throw Rejection.forbidden("export without x-sentry-auth");
    }
    dsn.authorize(auth, null, MissingNode.getInstance());
    byte[] body = body(request);
    journal.body(body);
    journal.accept(OtlpTraces.spans(body), body.length);
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    callback.succeeded();
  }

  private void requireEndpoint(Request request) {
    if (!request.getMethod().equals("POST")) {
      throw new Rejection(405, "method " + request.getMethod());
    }
    String path = Request.getPathInContext(request);
    if (!dsn.isEndpoint(path)) {
      throw Rejection.forbidden("no such project or endpoint: " + path);
    }
    // a missing one is taken by Sentry but ignored by its local viewer
    String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (contentType == null || !contentType.startsWith(CONTENT_TYPE)) {
      throw Rejection.malformed("content type is " + contentType + ", not " + CONTENT_TYPE);
    }
  }

  private static byte[] body(Request request) throws IOException {
    byte[] raw = limited(Content.Source.asInputStream(request));
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding == null) {
      return raw;
    }
    if (!encoding.equals("gzip")) {
      throw Rejection.malformed("content encoding " + encoding);
    }
    try {
      return limited(new GZIPInputStream(new ByteArrayInputStream(raw)));
    } catch (ZipException e) {
      throw Rejection.malformed("body is not gzip");
    }
  }

  private static byte[] limited(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Rejection.tooLarge("envelope has more than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static void answer(Response response, Callback callback, int status, String json) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, json, callback);
  }
}
