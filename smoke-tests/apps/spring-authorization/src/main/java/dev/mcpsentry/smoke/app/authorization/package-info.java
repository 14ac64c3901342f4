/**
 * A server on Spring AI and the authorization server in front of it. Class path of the monitored
 * application.
 */
@NullMarked
package dev.mcpsentry.smoke.app.authorization;

import org.jspecify.annotations.NullMarked;
