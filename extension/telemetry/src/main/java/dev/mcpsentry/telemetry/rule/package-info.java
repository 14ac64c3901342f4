/**
 * What only the application means, told by rules: which value of a message, of its surroundings or
 * of the process becomes which attribute. Pure.
 */
@NullMarked
package dev.mcpsentry.telemetry.rule;

import org.jspecify.annotations.NullMarked;
