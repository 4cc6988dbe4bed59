// The headers behind intrinsics.def.
#pragma once
#if __has_include("runtime/value/text.h")
#include "runtime/value/text.h"
#endif
#if __has_include("runtime/system/files.h")
#include "runtime/system/files.h"
#endif
#if __has_include("runtime/system/terminal.h")
#include "runtime/system/terminal.h"
#endif
#if __has_include("runtime/value/math.h")
#include "runtime/value/math.h"
#endif
#if __has_include("runtime/system/clock.h")
#include "runtime/system/clock.h"
#endif
#if __has_include("runtime/system/memory.h")
#include "runtime/system/memory.h"
#endif
#include "runtime/code/handler.h"
#include "runtime/code/trace.h"
#include "runtime/contexts/contexts.h"
#include "runtime/routing/freeze.h"
#include "runtime/system/process.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/wait.h"
#include "runtime/world/change.h"
