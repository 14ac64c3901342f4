package dev.mcpsentry.telemetry.options;

/**
 * What is told in others' ways beside the conventions'.
 *
 * @param agentCatFields whether every operation is logged, as AgentCat does
 * @param sessionTraces whether the operations of a session share a trace
 */
public record MappingOptions(boolean agentCatFields, boolean sessionTraces) {

  /** Nothing is. */
  public static final MappingOptions DEFAULT = new MappingOptions(false, false);

  static MappingOptions of(SettingsReader settings) {
    return new MappingOptions(
        settings.get(Settings.AGENTCAT_FIELDS), settings.get(Settings.SESSION_TRACES));
  }
}
