// The headers behind intrinsics.def.
#pragma once
#if __has_include("runtime/value/text.h")
#include "runtime/value/text.h"
#endif
#if __has_include("runtime/value/files.h")
#include "runtime/value/files.h"
#endif
#if __has_include("runtime/value/terminal.h")
#include "runtime/value/terminal.h"
#endif
#if __has_include("runtime/value/math.h")
#include "runtime/value/math.h"
#endif
#if __has_include("runtime/value/clock.h")
#include "runtime/value/clock.h"
#endif
#if __has_include("runtime/value/memory.h")
#include "runtime/value/memory.h"
#endif
#include "runtime/code/handler.h"
#include "runtime/code/trace.h"
#include "runtime/routing/freeze.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/wait.h"
#include "runtime/world/change.h"
