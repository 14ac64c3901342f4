/** What Sentry got, read from the accepted payloads, in the terminal and as an HTML page. */
@NullMarked
package dev.mcpsentry.demo.report;

import org.jspecify.annotations.NullMarked;
