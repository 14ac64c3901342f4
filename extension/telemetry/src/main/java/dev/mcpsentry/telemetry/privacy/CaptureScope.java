package dev.mcpsentry.telemetry.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which tools and prompts content is recorded, once it is recorded at all, and of those which
 * members. Immutable.
 *
 * @param names the tools and prompts
 * @param members their members, each as the name of the tool or prompt, a dot and the path to the
 *     member with dots
 */
public record CaptureScope(AllowList names, AllowList members) {

  /** As the two settings say it. */
  public static CaptureScope of(List<String> names, List<String> members) {
    return new CaptureScope(AllowList.of(names), AllowList.of(members));
  }

  /** Whether anything of the tool or prompt is recorded; null is one without a name. */
  public boolean has(@Nullable String name) {
    return names.allows(name == null ? "" : name);
  }

  /** Which members of the tool or prompt are recorded; null for all. */
  public @Nullable Members membersOf(@Nullable String name) {
    return members.isEverything() ? null : new Members(members, (name == null ? "" : name) + ".");
  }

  /** Which members are recorded of what one tool or prompt is asked and answers. */
  public static final class Members {

    private final AllowList members;
    private final String prefix;

    private Members(AllowList members, String prefix) {
      this.members = members;
      this.prefix = prefix;
    }

    /** Whether a member at the top is recorded. */
    public boolean allows(String key) {
      return members.allows(prefix + key);
    }

    /** Whether a member of a recorded one, at this path, is left out. */
    boolean denies(String path) {
      return members.denies(prefix + path);
    }

    /**
     * Whether text is recorded that may repeat any member, such as {@code content}: only when it is
     * called by its name.
     */
    public boolean spellsOut(String part) {
      return members.spellsOut(prefix + part, "." + part);
    }
  }
}
