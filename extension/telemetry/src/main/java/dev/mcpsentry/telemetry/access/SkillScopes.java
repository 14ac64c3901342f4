package dev.mcpsentry.telemetry.access;

import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which scopes are skills: those that begin with what the user said, or with a star all but OpenID
 * Connect's own. A process knows at most {@value #MAX_SKILLS}, a caller has at most {@value
 * #MAX_OF_CALLER}.
 */
public final class SkillScopes {

  private static final int MAX_SKILLS = 50;
  private static final int MAX_OF_CALLER = 20;
  private static final String ALL = "*";

  /** What a skill may be called. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");

  private static final Set<String> OF_OPENID =
      Set.of("openid", "profile", "email", "address", "phone", "offline_access");

  private final String prefix;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param prefix of the scopes that are skills; empty for none
   */
  public SkillScopes(String prefix) {
    this.prefix = prefix;
  }

  /** As the setting of this process says. */
  public static SkillScopes fromProcess() {
    return new SkillScopes(SettingsReader.ofProcess().get(Settings.SKILL_SCOPES));
  }

  /** Whether any scope is a skill. */
  public boolean isOn() {
    return !prefix.isEmpty();
  }

  /** The skills among scopes, as they were granted. */
  public List<String> in(Collection<String> scopes) {
    if (!isOn()) {
      return List.of();
    }
    return scopes.stream()
        .filter(this::isSkill)
        .map(scope -> prefix.equals(ALL) ? scope : scope.substring(prefix.length()))
        .filter(skill -> NAME.matcher(skill).matches() && isAdmitted(skill))
        .distinct()
        .limit(MAX_OF_CALLER)
        .toList();
  }

  private boolean isSkill(String scope) {
    return prefix.equals(ALL) ? !OF_OPENID.contains(scope) : scope.startsWith(prefix);
  }

  private boolean isAdmitted(String skill) {
    if (known.size() < MAX_SKILLS) {
      known.add(skill);
    }
    return known.contains(skill);
  }

  /** Says on the span of a request what its caller may. */
  public void mark(Span span, Collection<String> scopes) {
    List<String> skills = in(scopes);
    if (!skills.isEmpty()) {
      span.setAttribute(McpAttributes.MCP_SENTRY_SKILLS, true);
      skills.forEach(skill -> span.setAttribute(granted(skill), true));
    }
  }

  private static AttributeKey<Boolean> granted(String skill) {
    return AttributeKey.booleanKey(
        AppAttributes.APP_CONSENT_SKILL_PREFIX + skill.replace('-', '_') + ".granted");
  }
}
