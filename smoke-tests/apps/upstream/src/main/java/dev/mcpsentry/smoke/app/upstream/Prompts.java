package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Prompts of the conformance suite. */
final class Prompts {

  private static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

  private Prompts() {}

  static List<SyncPromptSpecification> all() {
    return List.of(
        prompt(
            "test_simple_prompt",
            List.of(),
            request -> messages(text("This is a simple prompt for testing."))),
        prompt(
            WITH_ARGUMENTS,
            List.of("arg1", "arg2"),
            request ->
                messages(
                    text(
                        "Prompt with arguments: arg1='%s', arg2='%s'"
                            .formatted(
                                request.arguments().get("arg1"),
                                request.arguments().get("arg2"))))),
        prompt(
            "test_prompt_with_embedded_resource",
            List.of("resourceUri"),
            request ->
                messages(
                    Samples.embedded(
                        String.valueOf(request.arguments().get("resourceUri")),
                        "text/plain",
                        "Embedded resource content for testing."),
                    text("Please process the embedded resource above."))),
        prompt(
            "test_prompt_with_image",
            List.of(),
            request -> messages(Samples.image(), text("Please analyze the image above."))));
  }

  static List<SyncCompletionSpecification> completions() {
    return List.of(
        new SyncCompletionSpecification(
            new McpSchema.PromptReference(WITH_ARGUMENTS),
            (exchange, request) ->
                new McpSchema.CompleteResult(
                    new McpSchema.CompleteResult.CompleteCompletion(
                        Stream.of("paris", "park", "party")
                            .filter(value -> value.startsWith(request.argument().value()))
                            .toList(),
                        3,
                        false))));
  }

  private static SyncPromptSpecification prompt(
      String name,
      List<String> arguments,
      Function<McpSchema.GetPromptRequest, List<McpSchema.PromptMessage>> messages) {
    return new SyncPromptSpecification(
        new McpSchema.Prompt(
            name,
            "Prompt " + name,
            arguments.stream()
                .map(argument -> new McpSchema.PromptArgument(argument, argument, true))
                .toList()),
        (exchange, request) ->
            new McpSchema.GetPromptResult("Prompt " + name, messages.apply(request)));
  }

  private static McpSchema.Content text(String text) {
    return new McpSchema.TextContent(text);
  }

  private static List<McpSchema.PromptMessage> messages(McpSchema.Content... contents) {
    return Arrays.stream(contents)
        .map(content -> new McpSchema.PromptMessage(McpSchema.Role.USER, content))
        .toList();
  }
}
