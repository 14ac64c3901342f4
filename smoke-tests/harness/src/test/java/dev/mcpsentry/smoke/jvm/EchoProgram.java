package dev.mcpsentry.smoke.jvm;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A child for the tests: says what it is asked about its environment until stdin ends. */
final class EchoProgram {

  private EchoProgram() {}

  public static void main(String[] args) throws Exception {
    System.err.println("READY 7");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line + "=" + System.getenv(line) + "/" + System.getProperty(line));
    }
    System.exit(args.length);
  }
}
