/** A server on Micronaut, where users sign in. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.micronaut;

import org.jspecify.annotations.NullMarked;
