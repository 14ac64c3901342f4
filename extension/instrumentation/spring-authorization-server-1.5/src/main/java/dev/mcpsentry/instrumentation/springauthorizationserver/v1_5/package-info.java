/**
 * What Spring Authorization Server decides about clients, consent and grants, counted. The module
 * runs in the extension class loader, the hooks beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import org.jspecify.annotations.NullMarked;
