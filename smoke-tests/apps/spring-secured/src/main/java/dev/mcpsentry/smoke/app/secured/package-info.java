/** A server on Spring AI behind Spring Security. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.secured;

import org.jspecify.annotations.NullMarked;
