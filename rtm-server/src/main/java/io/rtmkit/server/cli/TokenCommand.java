package io.rtmkit.server.cli;

import picocli.CommandLine.Command;

/** Makes and checks tokens. */
@Command(
    name = "token",
    description = "Make or check tokens.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokenCreateCommand.class, TokenVerifyCommand.class})
final class TokenCommand {}
