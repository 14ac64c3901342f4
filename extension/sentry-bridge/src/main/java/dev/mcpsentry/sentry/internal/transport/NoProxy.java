package dev.mcpsentry.sentry.internal.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is spoken to without the environment's proxy: this machine, and what {@code NO_PROXY} lists
 * with commas: names with all that is below them, addresses, ranges such as {@code 10.0.0.0/8}, any
 * of them with a port, or {@code *} for everybody.
 */
record NoProxy(List<String> entries) {

  // what no name server is asked about
  private static final Pattern ADDRESS =
      Pattern.compile(
          "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}|[0-9a-f.]*:[0-9a-f.:]*");

  static NoProxy of(@Nullable String text) {
    return new NoProxy(
        text == null
            ? List.of()
            : Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .toList());
  }

  /**
   * Whether the host is among them.
   *
   * @param host IPv6 without brackets
   */
  boolean covers(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    InetAddress address = address(name);
    if (name.equals("localhost") || (address != null && address.isLoopbackAddress())) {
      return true;
    }
    return entries.stream().anyMatch(entry -> covers(entry, name, address, port));
  }

  private static boolean covers(
      String entry, String name, @Nullable InetAddress address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (address != null && entry.indexOf('/') >= 0) {
      return isInRange(entry, address);
    }
    String wanted = entry;
    int colon = entry.lastIndexOf(':');
    boolean hasPort =
        entry.startsWith("[") ? colon > entry.indexOf(']') : colon == entry.indexOf(':');
    if (colon >= 0 && hasPort) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      wanted = entry.substring(0, colon);
    }
    if (address != null) {
      return address.equals(address(wanted.replaceAll("[\\[\\]]", "")));
    }
    String domain = wanted.replaceFirst("^\\*?\\.", "");
    return name.equals(domain) || name.endsWith("." + domain);
  }

  private static boolean isInRange(String range, InetAddress address) {
    int slash = range.indexOf('/');
    InetAddress network = address(range.substring(0, slash).replaceAll("[\\[\\]]", ""));
    if (network == null) {
      return false;
    }
    byte[] wanted = network.getAddress();
    byte[] given = address.getAddress();
    try {
      int bits = Integer.parseInt(range.substring(slash + 1));
      if (wanted.length != given.length || bits < 0 || bits > 8 * wanted.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> i % 8;
        if ((wanted[i / 8] & mask) != (given[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    } catch (NumberFormatException notARange) {
      return false;
    }
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return ADDRESS.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }
}
