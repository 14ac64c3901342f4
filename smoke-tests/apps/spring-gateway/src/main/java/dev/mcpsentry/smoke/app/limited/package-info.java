/** A gateway on Spring Cloud that limits its users. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.limited;

import org.jspecify.annotations.NullMarked;
