package dev.mcpsentry.telemetry.privacy;

import static dev.mcpsentry.telemetry.privacy.SecretFormat.of;

import java.util.ArrayList;
import java.util.List;

/**
 * The formats of secrets that are known by their looks, one a row: name, prefixes, what follows,
 * source, example, look-alike. The prefix is compared first, at the beginning of a word, so a rest
 * costs nothing where no prefix stands. A rest is one run, or runs apart by other characters, and
 * possessive: it never goes back.
 */
final class SecretFormats {

  private static final String NO_MORE = "(?![A-Za-z0-9])";

  static final List<SecretFormat> ALL =
      List.of(
          of(
              "AWS access key id",
              "AKIA ASIA ABIA ACCA",
              "[A-Z0-9]{16}" + NO_MORE,
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
              "Q3EGRIYQDXFHV2MN",
              "ASIATIC"),
          of(
              "Google API key",
              "AIza",
              "[A-Za-z0-9_-]{35}" + NO_MORE,
              "https://cloud.google.com/docs/authentication/api-keys",
              "SyB4x9QmZ0rT7uVw2YdEfGhJkLmNpQrStUv",
              "AIzawa"),
          of(
              "Google OAuth access token",
              "ya29.",
              "[A-Za-z0-9_.-]{16,4096}+",
              "https://developers.google.com/identity/protocols/oauth2",
              "a0AfB_byC4x9QmZ0rT7uVw2Yd",
              "ya29.short"),
          of(
              "Google OAuth client secret",
              "GOCSPX-",
              "[A-Za-z0-9_-]{20,64}+",
              "https://developers.google.com/identity/protocols/oauth2",
              "4x9QmZ0rT7uVw2YdEfGhJkLmNpQr",
              "GOCSPX-prefix"),
          of(
              "Google OAuth refresh token",
              "1//0",
              "[A-Za-z0-9_-]{20,512}+",
              "https://developers.google.com/identity/protocols/oauth2",
              "g4x9QmZ0rT7uVw2YdEfGhJkLmNpQr",
              "1//0"),
          of(
              "GitHub token",
              "ghp_ gho_ ghu_ ghs_ ghr_",
              "[A-Za-z0-9_]{20,512}+(?:\\.[A-Za-z0-9_-]{8,4096}+){0,2}+",
              "https://github.blog/engineering/platform-security/"
                  + "behind-githubs-new-authentication-token-formats/",
              "4x9QmZ0rT7uVw2YdEfGhJkLmNpQrStUvWxYz",
              "ghp_token"),
          of(
              "GitHub fine-grained token",
              "github_pat_",
              "[A-Za-z0-9_]{20,256}+",
              "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
                  + "managing-your-personal-access-tokens",
              "11ABCDEFG0x9QmZ0rT7uVw_2YdEfGhJkLmNpQrStUvWxYz",
              "github_pat_name"),
          of(
              "GitLab token",
              "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct-",
              "[A-Za-z0-9_.-]{20,256}+",
              "https://docs.gitlab.com/security/tokens/",
              "4x9QmZ0rT7uVw2YdEfGh",
              "glft-fast"),
          of(
              "Slack token",
              "xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs- xoxe.xoxb- xoxe.xoxp- xapp-",
              "[A-Za-z0-9%-]{10,512}+",
              "https://docs.slack.dev/authentication/tokens/",
              "123456789012-4x9QmZ0rT7uVw2YdEfGh",
              "xapp-one"),
          of(
              "Slack webhook",
              "/services/T /workflows/T /triggers/T /triggers/E",
              "([A-Z0-9]{6,16}+/[A-Za-z0-9]{6,20}+/[A-Za-z0-9/]{16,128}+)",
              "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
              "0AB12CD34/B0AB12CD34/4x9QmZ0rT7uVw2YdEfGhJkLm",
              "/services/Translate/v1/x"),
          of(
              "Discord webhook",
              "/api/webhooks/ /api/v8/webhooks/ /api/v9/webhooks/ /api/v10/webhooks/",
              "([0-9]{15,22}+/[A-Za-z0-9_-]{32,128}+)",
              "https://discord.com/developers/docs/resources/webhook",
              "123456789012345678/4x9QmZ0rT7uVw2YdEfGhJkLmNpQrStUvWxYz4x9QmZ0rT7uVw2YdEfGh",
              "/api/webhooks/123456789012345678"),
          of(
              "Microsoft Teams webhook",
              "/webhookb2/ /webhook/",
              "([0-9a-f-]{36}+@[0-9a-f-]{36}+/IncomingWebhook/[A-Za-z0-9/_-]{16,256}+)",
              "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/"
                  + "add-incoming-webhook",
              "0f8fad5b-d9cb-469f-a165-70867728950e@7c9e6679-7425-40de-944b-e07fc1f90ae7"
                  + "/IncomingWebhook/8d2f4a6c8e0b1d3f5a7c9e1b3d5f7a9c"
                  + "/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
              "/webhook/orders"),
          of(
              "Telegram bot token in a path",
              "/bot",
              "([0-9]{6,12}+:[A-Za-z0-9_-]{20,64}+)",
              "https://core.telegram.org/bots/api#authorizing-your-bot",
              "123456789:AAx9QmZ0rT7uVw2YdEfGhJkLmNpQrStUvWx",
              "/bots/42"),
          of(
              "Stripe key",
              "sk_live_ sk_test_ rk_live_ rk_test_ whsec_",
              "[A-Za-z0-9]{16,256}+",
              "https://docs.stripe.com/keys",
              "4x9QmZ0rT7uVw2YdEfGhJkLm",
              "sk_test_mode"),
          of(
              "OpenAI key",
              "sk-proj- sk-svcacct- sk-admin- sk-None-",
              "[A-Za-z0-9_-]{16,512}+",
              "https://platform.openai.com/docs/api-reference/authentication",
              "4x9QmZ0rT7uVw2YdEfGhJkLm_NpQrStUvWxYz",
              "sk-admin-page"),
          of(
              "Anthropic key",
              "sk-ant-",
              "[A-Za-z0-9_-]{16,512}+",
              "https://docs.claude.com/en/api/overview",
              "api03-4x9QmZ0rT7uVw2YdEfGhJkLmNpQrStUvWxYz",
              "sk-ant-hill"),
          of(
              "API key of OpenAI's older form, and of those who took it over",
              "sk-or-v1- sk-lf- sk-",
              "[A-Za-z0-9]{16,256}+",
              "https://platform.openai.com/docs/api-reference/authentication",
              "4x9QmZ0rT7uVw2YdEfGhJkLmNpQrStUvWxYz4x9QmZ0rT7uV",
              "sk-circle-fade-dot-and-more"),
          of(
              "Hugging Face token",
              "hf_ api_org_",
              "[A-Za-z0-9]{30,64}+",
              "https://huggingface.co/docs/hub/security-tokens",
              "QmZxrTyuVwzYdEfGhJkLmNpQrStUvWxYzA",
              "hf_model_name"),
          of(
              "npm token",
              "npm_",
              "[A-Za-z0-9]{36,64}+",
              "https://docs.npmjs.com/about-access-tokens",
              "4x9QmZ0rT7uVw2YdEfGhJkLmNpQrStUvWxYz",
              "npm_config_registry"),
          of(
              "PyPI token",
              "pypi-",
              "[A-Za-z0-9_-]{50,512}+",
              "https://pypi.org/help/#apitoken",
              "AgEIcHlwaS5vcmcCJDRmOTJlMmQ3LTk4YTctNGJlZC1hOTFlLTJmMWI3YjdhZTQ1ZgACKlszLCI",
              "pypi-server"),
          of(
              "SendGrid key",
              "SG.",
              "[A-Za-z0-9_-]{16,32}+\\.[A-Za-z0-9_-]{16,64}+",
              "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
              "4x9QmZ0rT7uVw2YdEfGhJk.LmNpQrStUvWxYz4x9QmZ0rT7uVw2YdEfGhJkLmNpQrS",
              "SG.Singapore"),
          of(
              "Twilio account or key",
              "AC SK",
              "[0-9a-f]{32}" + NO_MORE,
              "https://www.twilio.com/docs/iam/api-keys",
              "0f8fad5bd9cb469fa16570867728950e",
              "ACCEPTED"),
          of(
              "HashiCorp Vault token",
              "hvs. hvb. hvr.",
              "[A-Za-z0-9_-]{20,512}+",
              "https://developer.hashicorp.com/vault/docs/concepts/tokens",
              "CAESI4x9QmZ0rT7uVw2YdEfGhJkLm",
              "hvs.example"),
          of(
              "HashiCorp Vault token before 1.10",
              "s. b.",
              "(?=[A-Za-z]{0,24}+[0-9])[A-Za-z0-9]{24}" + NO_MORE,
              "https://developer.hashicorp.com/vault/docs/concepts/tokens",
              "4x9QmZ0rT7uVw2YdEfGhJkLm",
              "s.getConfigurationProperty"),
          of(
              "DigitalOcean token",
              "dop_v1_ doo_v1_ dor_v1_",
              "[0-9a-f]{32,64}+",
              "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
              "0f8fad5bd9cb469fa16570867728950e0f8fad5bd9cb469fa16570867728950e",
              "dop_v1_name"),
          of(
              "Sentry token",
              "sntrys_ sntryu_ sntrya_ sntryi_",
              "[A-Za-z0-9_=+/-]{16,1024}+",
              "https://docs.sentry.io/account/auth-tokens/",
              "eyJpYXQiOjE2ODczMzY1NDMuNjk4NTksInVybCI6bnVsbH0=_4x9QmZ0rT7uVw2YdEfGhJkLm",
              "sntrys_token"),
          of(
              "JSON Web Token",
              "eyJ",
              "[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+){0,3}+",
              "https://www.rfc-editor.org/rfc/rfc7519",
              "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
              "eyJpZCI6MTIzfQ=="),
          of(
              "user and password of Oracle's driver",
              "jdbc:oracle:",
              "[a-z0-9]{1,8}+:([^@\\s/\"']{1,128}+/[^@\\s\"']{1,256}+)(?=@)",
              "https://docs.oracle.com/en/database/oracle/oracle-database/19/jjdbc/"
                  + "data-sources-and-URLs.html",
              "thin:scott/lion@//db.example:1521/orders",
              "jdbc:oracle:thin:@//db.example:1521/orders"));

  /** One prefix of a format. */
  record Beginning(String prefix, SecretFormat format) {

    boolean isAt(CharSequence text, int at) {
      return startsWith(text, at, prefix);
    }
  }

  private static final Beginning[][] BY_FIRST = byFirst();

  private SecretFormats() {}

  /** The prefixes that begin with the character; not a copy. */
  static Beginning[] beginningWith(char first) {
    return first < BY_FIRST.length ? BY_FIRST[first] : BY_FIRST[0];
  }

  /** Whether one of the prefixes stands here. */
  static boolean mayBegin(CharSequence text, int at, char first) {
    for (Beginning beginning : beginningWith(first)) {
      if (beginning.isAt(text, at)) {
        return true;
      }
    }
    return false;
  }

  static boolean startsWith(CharSequence text, int at, String prefix) {
    if (at + prefix.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.charAt(at + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Beginning[][] byFirst() {
    List<List<Beginning>> table = new ArrayList<>();
    for (int c = 0; c < 128; c++) {
      table.add(new ArrayList<>());
    }
    for (SecretFormat format : ALL) {
      for (String prefix : format.prefixes()) {
        table.get(prefix.charAt(0)).add(new Beginning(prefix, format));
      }
    }
    return table.stream().map(row -> row.toArray(Beginning[]::new)).toArray(Beginning[][]::new);
  }
}
