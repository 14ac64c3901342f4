/** A demo server on Spring AI. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.spring;

import org.jspecify.annotations.NullMarked;
