-- os.date shows a format that it refuses from the wrong place on.
for _, format in ipairs { "%Ezabc", "%qabc", "x%", "%E", "%O\0a", "a%q\0bc", "%Y %Ow%Oq" } do print(pcall(os.date, format, 0)) end
