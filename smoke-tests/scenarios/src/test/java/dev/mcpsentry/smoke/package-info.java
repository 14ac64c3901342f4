/**
 * What must hold when a real MCP program runs under the real agent jar. Asserted on the wire, on
 * the child's streams and on decoded envelopes, never on internals.
 */
@NullMarked
package dev.mcpsentry.smoke;

import org.jspecify.annotations.NullMarked;
