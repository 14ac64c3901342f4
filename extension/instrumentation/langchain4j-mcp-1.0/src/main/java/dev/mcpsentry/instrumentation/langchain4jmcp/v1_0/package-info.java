/**
 * The MCP client of LangChain4j, 1.0 to 1.18, over every transport. The module and type
 * instrumentations run in the extension class loader, everything else beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import org.jspecify.annotations.NullMarked;
