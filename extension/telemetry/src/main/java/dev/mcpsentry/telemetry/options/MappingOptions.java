package dev.mcpsentry.telemetry.options;

import java.util.List;

/**
 * What is told in others' ways beside the conventions'.
 *
 * @param agentCatFields whether every operation is logged, as AgentCat does
 * @param sessionTraces whether the operations of a session share a trace
 * @param userIntent where a request says what its user is up to, the first that does counts
 */
public record MappingOptions(
    boolean agentCatFields, boolean sessionTraces, List<MessagePart> userIntent) {

  /** Nothing is. */
  public static final MappingOptions DEFAULT = new MappingOptions(false, false, List.of());

  public MappingOptions {
    userIntent = List.copyOf(userIntent);
  }

  static MappingOptions of(SettingsReader settings) {
    return new MappingOptions(
        settings.get(Settings.AGENTCAT_FIELDS),
        settings.get(Settings.SESSION_TRACES),
        settings.get(Settings.USER_INTENT));
  }
}
