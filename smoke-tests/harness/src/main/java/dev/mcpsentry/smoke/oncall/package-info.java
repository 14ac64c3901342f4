/**
 * What whoever is on call reads: the runbook's recipes and the catalogue of widgets, monitors and
 * alerts, as they stand in the documentation. Runs in the JVM of the test or of the demo.
 */
@NullMarked
package dev.mcpsentry.smoke.oncall;

import org.jspecify.annotations.NullMarked;
