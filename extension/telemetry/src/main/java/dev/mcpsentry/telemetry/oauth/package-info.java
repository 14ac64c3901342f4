/**
 * What an authorization server did, counted: clients that registered, consent, grants that were
 * refreshed or ended. Never a code, a token or a secret. Runs beside the application, and names no
 * library's types.
 */
@NullMarked
package dev.mcpsentry.telemetry.oauth;

import org.jspecify.annotations.NullMarked;
