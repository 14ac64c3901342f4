package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.AttributeWriter;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span as Sentry understands it over OpenTelemetry's protocol: as it was, but with Sentry's words
 * among its attributes, and redacted. Events stay home, as Sentry drops them. One instance serves
 * one thread.
 */
final class OtlpWriter {

  private final OtlpAttributes sink = new OtlpAttributes();
  private final AttributeWriter attributes;
  private final Identity identity;
  private final AgentCat agentCat;
  private final Redaction redaction;
  private final ProgramName programName;
  private Resource resource;
  private boolean named;

  OtlpWriter(BridgeOptions options, About about, Redaction redaction) {
    this.redaction = redaction;
    this.identity = options.identities();
    this.agentCat = options.agentCat();
    this.attributes =
        new AttributeWriter(sink, identity, McpNames.of(options.olderMcpNames()), redaction);
    this.programName = new ProgramName(about.serviceName(), redaction);
    this.resource = resource(about);
  }

  SpanData write(Segment segment, TypedSpan span) {
    nameResource(programName.after(span.data()));
    attributes.write(span);
    attributes.word("sentry.op", span.op(redaction));
    attributes.word("sentry.origin", span.origin(redaction));
    boolean isSegment = StreamWriter.isSegment(segment, span);
    String user =
        isSegment ? segment.user(identity, span) : identity.user(span.data().getAttributes());
    attributes.user(user);
    attributes.fields(agentCat.tags(span, user));
    if (isSegment) {
      attributes.word("sentry.segment.name.source", span.source());
    }
    // there is no envelope to say it
    Double rate = segment.decision().knownRate();
    if (rate != null && rate > 0 && rate < 1) {
      attributes.number("sentry.client_sample_rate", rate);
    }
    String name = span.name(redaction);
    return new Written(
        span.data(),
        name.isEmpty() ? span.op(redaction) : name,
        sink.take(),
        status(span),
        resource);
  }

  private StatusData status(TypedSpan span) {
    StatusData status = span.data().getStatus();
    String message = status.getDescription();
    if (message == null || message.isEmpty()) {
      return status;
    }
    attributes.statusMessage("message", span);
    String clean = sink.take().get(AttributeKey.stringKey("message"));
    return StatusData.create(status.getStatusCode(), clean == null ? "" : clean);
  }

  private void nameResource(@Nullable String learned) {
    if (learned != null && !named) {
      named = true;
      resource = resource.toBuilder().put("service.name", learned).build();
    }
  }

  private static Resource resource(About about) {
    AttributesBuilder attributes = Attributes.builder();
    put(attributes, "service.name", about.serviceName());
    put(attributes, "service.version", about.release());
    put(attributes, "deployment.environment.name", about.environment());
    put(attributes, "sentry.release", about.release());
    put(attributes, "sentry.dist", about.dist());
    put(attributes, "sentry.environment", about.environment());
    put(attributes, "host.name", about.serverName());
    put(attributes, "telemetry.distro.name", Product.NAME);
    put(attributes, "telemetry.distro.version", Product.VERSION);
    about.tags().forEach((key, value) -> put(attributes, key, value));
    return Resource.create(attributes.build());
  }

  private static void put(AttributesBuilder attributes, String key, @Nullable String value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }

  /** A span in other words. */
  private static final class Written extends DelegatingSpanData {

    private final String name;
    private final Attributes attributes;
    private final StatusData status;
    private final Resource resource;

    Written(
        SpanData span, String name, Attributes attributes, StatusData status, Resource resource) {
      super(span);
      this.name = name;
      this.attributes = attributes;
      this.status = status;
      this.resource = resource;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
      return attributes.size();
    }

    @Override
    public StatusData getStatus() {
      return status;
    }

    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public List<EventData> getEvents() {
      return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
      return 0;
    }
  }
}
