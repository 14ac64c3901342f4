/** An OSGi container for the demo programs. Its own class path; the programs are bundles in it. */
@NullMarked
package dev.mcpsentry.smoke.app.felix;

import org.jspecify.annotations.NullMarked;
