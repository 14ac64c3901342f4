/**
 * Who is let in and who is not: the words for it, made from what is said over HTTP. Never the
 * credentials themselves. Runs in both class loaders, and names no library's types.
 */
@NullMarked
package dev.mcpsentry.telemetry.access;

import org.jspecify.annotations.NullMarked;
