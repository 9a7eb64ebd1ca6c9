#define BOOST_TEST_MODULE karimen
#include <boost/test/unit_test.hpp>
