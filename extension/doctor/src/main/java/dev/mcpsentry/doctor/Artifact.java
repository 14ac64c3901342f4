package dev.mcpsentry.doctor;

/**
 * A library in an application.
 *
 * @param name as Maven knows it, without its group
 */
record Artifact(String name, String version) {}
