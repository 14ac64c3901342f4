/**
 * A help desk for a bookshop's assistants, with a database and a carrier behind it. Class path of
 * the monitored application.
 */
@NullMarked
package dev.mcpsentry.smoke.app.bookshop;

import org.jspecify.annotations.NullMarked;
