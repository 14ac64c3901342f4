/**
 * Weaves muzzle references into instrumentation modules while the build runs. Never part of the
 * shipped jar.
 */
@NullMarked
package dev.mcpsentry.muzzle;

import org.jspecify.annotations.NullMarked;
