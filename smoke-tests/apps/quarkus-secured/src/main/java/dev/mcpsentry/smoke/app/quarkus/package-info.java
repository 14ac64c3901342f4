/** A server inside Quarkus, where users sign in. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.quarkus;

import org.jspecify.annotations.NullMarked;
