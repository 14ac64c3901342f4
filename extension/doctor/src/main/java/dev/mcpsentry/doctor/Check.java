package dev.mcpsentry.doctor;

import java.util.List;

/** Looks at one thing. Changes nothing, and waits for nobody longer than its timeout. */
interface Check {

  /** Its name, as the report has it. */
  String name();

  /**
   * What it finds; nothing where there is nothing to look at.
   *
   * @throws Exception when it cannot look, which is a finding too
   */
  List<Finding> findings() throws Exception;
}
