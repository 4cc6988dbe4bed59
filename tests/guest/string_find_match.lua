-- find and match: classes, sets, quantifiers, anchors, captures.
local s = "hello world from Lua 5.4"
print(s:find("world"), s:find("o"), s:find("o", 6), s:find("o", -3), s:find("xyz"), s:find(""), s:find("", 10), s:find("", 100))
print(s:find("l+"), s:find("(o)(r)"), s:find("^hello"), s:find("^world"), s:find("4$"), s:find("Lua$"))
print(s:find("5.4", 1, true), s:find("5%.4"), s:find(".", 1, true), s:find("[", 1, true), s:find("", 25), s:find("", 26))
print(s:match("%d+%.%d+"), s:match("(%a+) (%a+)"), s:match("()ll()"), s:match("%u%l+"), s:match("^(%w+)"), s:match("x*"))
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("  trim  "):match("^%s*(.-)%s*$") .. "|")
print(("2024-01-15"):match("(%d+)-(%d+)-(%d+)"), ("[[x]]"):match("%[%[(.-)%]%]"))
print(("aXb"):match("%u"), ("a1b"):match("%D%d%D"), ("tab\there"):match("%c") == "\t", ("a.b"):match("%p"), ("a_b"):match("[%w_]+"))
print(("THE (quick) fox"):find("%((%a+)%)"), ("f(a(b)c)d"):match("%b()"), ("((x)"):match("%b()"), ("if then end"):match("%bte"))
print(("THE END"):find("%f[%a]%a+%f[%A]"), ("hello"):find("%f[%z]"), ("one;two"):match("%f[%w]two"), ("x"):gsub("%f[%w]", "^"))
print(("abcabc"):match("(abc)%1"), ("xyyx"):match("(.)(.)%2%1"), ("say 'hi'"):match("(['\"])(.-)%1"))
print(("aaa"):match("a-"), ("aaa"):match("a-$"), ("aaab"):match("a*b"), ("aab"):match("a?ab"), ("ab"):match("a?b"), ("b"):match("a?b"))
print(("[]]"):match("[]]"), ("a-z"):match("[a%-z]+"), ("^x"):match("[%^x]+"), ("x^"):match("[x^]+"), ("a]b"):match("[^]]"), ("-"):match("[a-]"))
print(("\0a\0"):find("\0", 2), ("a\0b"):match("%z") == "\0", ("a\0b"):find("b"), ("x\0y"):match("x.y") == "x\0y")
print(("日本"):match("[\x80-\xff]+") == "日本", ("é"):len(), ("naïve"):match("%a+"))
print(("a.b.c"):find(".", 1, true), ("a.b.c"):find("%.", 3), ("a$b"):find("$", 1, true), ("a$b"):find("%$"), ("a$"):find("$"), ("$x"):match("$x"))
print(("0x1F"):match("^0[xX](%x+)$"), ("1e10"):match("^[+-]?%d+[eE]?%d*$"), ("foo.bar"):match("^(.-)%.(.*)$"))
print(string.find("abc", "b", -10), string.find("abc", "b", 10), string.match("abc", "()", 2), string.match("abc", "()", 4), string.match("abc", "()", 5))

print("-- malformed patterns")
for _, p in ipairs { "%", "[", "[a", "[^", "(", ")", "(()", "%1", "(%1)", "%b", "%bx", "%f", "%fa", "[%", "[a-", "a%", "[a-%" , "(a)%2" } do
  print(p, select(2, pcall(string.find, "aaa", p)))
end
print(pcall(string.rep("x", 10).find, "x", nil))
print(select("#", string.find("abc", ("(.)"):rep(3))))
print(pcall(string.find, ("a"):rep(40), ("(a)"):rep(33)))
