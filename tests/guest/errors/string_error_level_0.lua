io.write("no newline before the error")
error("bare message", 0)
