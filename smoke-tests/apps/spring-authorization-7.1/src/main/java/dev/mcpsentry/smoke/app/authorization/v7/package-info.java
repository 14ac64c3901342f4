/** The authorization server of Spring Security 7. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.authorization.v7;

import org.jspecify.annotations.NullMarked;
