# The rooms of the house and the edges between them. tests/style checks every #include against the same table.
karimen_room(karimen_base      FOLDERS base LINKS PkgConfig::YAML OpenSSL::Crypto Threads::Threads)
# fmt 9, which Debian 12 has, is compiled once (base/outside/fmt_once.cpp); what a later one leaves to its library was never looked at.
if(fmt_VERSION VERSION_GREATER_EQUAL 10)
  target_link_libraries(karimen_base PUBLIC fmt::fmt-header-only)
endif()
set_source_files_properties(base/outside/fmt_once.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

karimen_room(karimen_crypto    FOLDERS sim/crypto    LINKS karimen_base OpenSSL::Crypto)
karimen_room(karimen_chip      FOLDERS sim/chip      LINKS karimen_crypto)
karimen_room(karimen_licence   FOLDERS sim/licence   LINKS karimen_crypto)
karimen_room(karimen_pki       FOLDERS sim/pki       LINKS karimen_crypto)
karimen_room(karimen_blueprint FOLDERS sim/blueprint LINKS karimen_chip karimen_pki karimen_licence PkgConfig::PNG PkgConfig::ZLIB)
karimen_room(karimen_reader    FOLDERS sim/reader    LINKS karimen_chip PkgConfig::PCSC Threads::Threads)
karimen_room(karimen_fault     FOLDERS sim/fault     LINKS karimen_reader karimen_blueprint)
karimen_room(karimen_terminal  FOLDERS sim/terminal  LINKS karimen_reader karimen_licence)
karimen_room(karimen_world     FOLDERS sim/world     LINKS karimen_terminal karimen_blueprint)

# What other people's programs may link: find_package(karimen).
karimen_room(karimen_card      FOLDERS karimen       LINKS karimen_reader karimen_blueprint)

karimen_room(karimen_fact      FOLDERS harness/fact     LINKS karimen_base)
karimen_room(karimen_oracle    FOLDERS harness/oracle   LINKS karimen_fact PkgConfig::UTF8PROC)
karimen_room(karimen_scenario  FOLDERS harness/scenario LINKS karimen_fact)
karimen_room(karimen_system    FOLDERS harness/system   LINKS karimen_fact)
karimen_room(karimen_port      FOLDERS harness/port     LINKS karimen_system nlohmann_json::nlohmann_json)
target_compile_definitions(karimen_port PRIVATE KARIMEN_VERSION="${PROJECT_VERSION}")
karimen_room(karimen_builtin   FOLDERS harness/builtin  LINKS karimen_system karimen_world karimen_fault)
karimen_room(karimen_runner    FOLDERS harness/runner   LINKS karimen_scenario karimen_system karimen_oracle OpenSSL::Crypto)
karimen_room(karimen_coverage  FOLDERS harness/coverage LINKS karimen_runner)
karimen_room(karimen_explore   FOLDERS harness/explore  LINKS karimen_runner karimen_fault)
karimen_room(karimen_store     FOLDERS harness/store    LINKS karimen_runner SQLite::SQLite3)
karimen_room(karimen_trace     FOLDERS harness/trace    LINKS karimen_base nlohmann_json::nlohmann_json)
karimen_room(karimen_workshop  FOLDERS harness/workshop LINKS karimen_trace karimen_fault karimen_terminal PkgConfig::OPENJPEG)
# Of static libraries whoever needs another comes before it, in every room: libpng needs zlib.
karimen_room(karimen_report    FOLDERS harness/report   LINKS karimen_runner karimen_trace nlohmann_json::nlohmann_json PkgConfig::PNG PkgConfig::ZLIB)
# The pages of the HTML report and of the desk share their elements: sources that are files of their own, and texts in the program.
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/harness/report/html/*.js ${CMAKE_SOURCE_DIR}/harness/report/html/*.css
  ${CMAKE_SOURCE_DIR}/harness/serve/page/*.js ${CMAKE_SOURCE_DIR}/harness/serve/page/*.css)
# karimen_page(ROOM FOLDER HEADER NAMESPACE): the page whose parts FOLDER/order.txt lists, for the room that has HEADER.
function(karimen_page room folder header namespace)
  set(out ${CMAKE_BINARY_DIR}/${room}_page.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_SOURCE_DIR}/${folder} -DHEADER=${header} -DNAMESPACE=${namespace} -DOUT=${out}
            -P ${CMAKE_SOURCE_DIR}/cmake/page.cmake
    DEPENDS ${page_files} ${CMAKE_SOURCE_DIR}/${folder}/order.txt ${CMAKE_SOURCE_DIR}/cmake/page.cmake)
  target_sources(${room} PRIVATE ${out})
  # A page is one text, and longer than clang takes for portable.
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON COMPILE_OPTIONS -Wno-overlength-strings)
endfunction()
karimen_page(karimen_report harness/report/html harness/report/html/page_assets.hpp karimen::harness::report::html)

karimen_room(karimen_serve     FOLDERS harness/serve    LINKS karimen_port karimen_workshop)
karimen_page(karimen_serve harness/serve/page harness/serve/desk/page_assets.hpp karimen::harness::serve)
target_include_directories(karimen_serve PRIVATE ${MICROHTTPD_INCLUDE_DIRS})  # loaded when a service starts
target_compile_definitions(karimen_serve PRIVATE KARIMEN_VERSION="${PROJECT_VERSION}")

# The command line is a library too, but for main: its tests link it.
file(GLOB_RECURSE cli_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/harness/cli/*.cpp)
list(REMOVE_ITEM cli_sources ${CMAKE_SOURCE_DIR}/harness/cli/main.cpp ${CMAKE_SOURCE_DIR}/harness/cli/allocator.cpp)
add_library(karimen_cli STATIC ${cli_sources})
karimen_alone(${cli_sources})
target_link_libraries(karimen_cli PUBLIC karimen_port karimen_builtin karimen_store karimen_coverage karimen_explore karimen_report karimen_workshop karimen_serve CLI11::CLI11)
# Read by its headers: a library of it in C++ would bring a second libstdc++.
set_source_files_properties(harness/cli/sut/sut_file.cpp PROPERTIES COMPILE_DEFINITIONS TOML_HEADER_ONLY=1 SKIP_UNITY_BUILD_INCLUSION ON)
target_compile_definitions(karimen_cli PRIVATE KARIMEN_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KARIMEN_VERSION="${PROJECT_VERSION}"
  KARIMEN_DATE="${KARIMEN_DATE}")
# The commit is looked up at every build; one file knows it.
add_custom_target(karimen_commit BYPRODUCTS ${CMAKE_BINARY_DIR}/generated/commit.hpp
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D FILE=${CMAKE_BINARY_DIR}/generated/commit.hpp
          -P ${CMAKE_SOURCE_DIR}/cmake/commit.cmake)
add_dependencies(karimen_cli karimen_commit)
target_include_directories(karimen_cli PRIVATE ${CMAKE_BINARY_DIR}/generated)
set_source_files_properties(harness/cli/frame/version.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
add_executable(karimen harness/cli/main.cpp)
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")  # sanitizers watch malloc themselves
  target_sources(karimen PRIVATE harness/cli/allocator.cpp)
  target_link_libraries(karimen PRIVATE PkgConfig::JEMALLOC)
endif()
target_link_libraries(karimen PRIVATE karimen_cli)
# Addresses that need no relocation, and no C++ from elsewhere.
target_link_options(karimen PRIVATE -no-pie -Wl,--build-id -static-libstdc++ -static-libgcc)
set_target_properties(karimen PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

foreach(room karimen_pki karimen_fault karimen_coverage karimen_store karimen_trace karimen_workshop karimen_report karimen_serve karimen_cli)
  target_compile_options(${room} PRIVATE ${karimen_quickly_compiled})
endforeach()
