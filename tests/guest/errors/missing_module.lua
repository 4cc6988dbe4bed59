print(pcall(require, "no.such.module.anywhere") == false)
error("the message of require lists paths; this one does not", 0)
