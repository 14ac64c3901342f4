/** A client program on LangChain4j; knows nothing of telemetry. */
@NullMarked
package dev.mcpsentry.smoke.app.langchain4j;

import org.jspecify.annotations.NullMarked;
