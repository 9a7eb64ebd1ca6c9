# Joins a page's modules into one, and its style sheets, as texts of a C++ source. No tool but CMake is needed:
# a module's own `import` lines go, `export` is taken off, and names are of the whole page.
# cmake -DFOLDER=harness/report/html -DHEADER=.../page_assets.hpp -DNAMESPACE=... -DOUT=page_assets.cpp -P cmake/page.cmake
cmake_policy(SET CMP0007 NEW)

# karimen_joined(VARIABLE FILE...)
function(karimen_joined variable)
  set(all "")
  foreach(file ${ARGN})
    file(READ ${FOLDER}/${file} text)
    string(REGEX REPLACE "(^|\n)import [^;]*;" "\\1" text "${text}")
    string(REGEX REPLACE "(^|\n)export " "\\1" text "${text}")
    string(APPEND all "${text}")
  endforeach()
  set(${variable} "${all}" PARENT_SCOPE)
endfunction()

# karimen_in_order(VARIABLE EXTENSION): the files that FOLDER/order.txt lists.
function(karimen_in_order variable extension)
  file(STRINGS ${FOLDER}/order.txt files REGEX "\\.${extension}$")
  set(${variable} ${files} PARENT_SCOPE)
endfunction()

karimen_in_order(scripts js)
karimen_in_order(styles css)
karimen_joined(script ${scripts})
karimen_joined(style ${styles})
set(text "// Made by cmake/page.cmake.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n")
string(APPEND text "const std::string_view page_script = R\"page(\n${script})page\";\n\nconst std::string_view page_style = R\"page(\n${style})page\";\n\n")
string(APPEND text "}  // namespace ${NAMESPACE}\n")
file(WRITE ${OUT} "${text}")
