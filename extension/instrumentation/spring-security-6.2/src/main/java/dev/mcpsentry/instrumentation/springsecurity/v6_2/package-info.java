/**
 * Who is let in by what, with a claim of a verified token as the user where the server's owner
 * names one, and who is refused and why. The modules run in the extension class loader, the hooks
 * beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import org.jspecify.annotations.NullMarked;
