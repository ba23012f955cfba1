"""Figures typed here by hand stand against the figures the tables give."""

import re

import pandas as pd
import pytest

from wayout import facts
from wayout.facts import Fact, FactError, fact, names, pick, registry, say
from wayout.tables import package

# Typed by hand, independently of the tables: value, decimals in which it was published.
HELD = {
    "jan_nov_2023": (218.17, 2),
    "jan_nov_2023_growth_published": (26.7, 1),
    "jan_nov_2023_growth_computed": (26.5, 1),
    "jan_nov_2023_exports": (100.33, 2),
    "jan_nov_2023_imports": (117.84, 2),
    "jan_nov_2022": (172.4, 1),
    "jan_nov_2018": (97.23, 2),
    "jan_oct_2023": (196.48, 2),
    "year_2022": (190.27, 2),
    "year_2023": (240.1, 1),
    "year_2024": (244.8, 1),
    "year_2025": (228.1, 1),
    "year_2013": (89.21, 2),
    "rise_2023_usd_bn": (49.8, 1),
    "rise_2022_usd_bn": (43.4, 1),
    "rise_2022_usd_bn_published": (43.1, 1),
    "growth_2022_pct_published": (29.3, 1),
    "growth_2022_pct": (29.5, 1),
    "growth_2023_pct": (26.2, 1),
    "growth_2023_pct_published": (26.3, 1),
    "growth_2021_pct_published": (35.8, 1),
    "growth_2024_pct_published": (1.9, 1),
    "growth_2025_pct_published": (-6.9, 1),
    "full_year_guess_2023": (238.0, 1),
    "full_year_guess_error_pct": (0.9, 1),
    "december_2023": (21.9, 1),
    "monthly_mean_2023": (19.83, 2),
    "jan_nov_2023_cut": (218.1, 1),
    "jan_nov_2023_rounded": (218.2, 1),
    "cut_off_gap_usd_mn": (70, 0),
    "cut_off_gap_pct": (0.03, 2),
    "real_2013": (116.7, 1),
    "real_2014": (122.6, 1),
    "real_2021": (165.2, 1),
    "real_2022": (198.1, 1),
    "real_2023": (240.1, 1),
    "real_2024": (237.8, 1),
    "best_growth_pct_since_2000": (44.2, 1),
    "real_rise_2023_usd_bn": (42.0, 1),
    # Shares
    "china_exports_2022": (76.12, 2),
    "china_exports_2023": (111.0, 1),
    "china_imports_2022": (114.15, 2),
    "china_imports_2023": (129.1, 1),
    "china_exports_growth_2023_pct": (45.8, 1),
    "china_imports_growth_2023_pct": (13.1, 1),
    "china_asean_2023": (911.7, 1),
    "gdp_ratio_2008": (2.77, 2),
    "gdp_ratio_2023": (8.80, 2),
    "customs_turnover_2023": (710.1, 1),
    "customs_exports_2022": (592.5, 1),
    "customs_exports_2023": (425.1, 1),
    "customs_imports_2022": (255.3, 1),
    "customs_imports_2023": (285.1, 1),
    "share_of_russia_2023_pct": (33.8, 1),
    "share_imf_2023_pct": (31.4, 1),
    "share_exports_2023_pct": (30.4, 1),
    "share_imports_2023_pct": (38.9, 1),
    "share_imf_exports_2023_pct": (23.7, 1),
    "share_imf_imports_2023_pct": (45.2, 1),
    "share_imf_imports_2021_pct": (24.8, 1),
    "share_2023_lowest_pct": (31, 0),
    "share_2023_highest_pct": (33.8, 1),
    "share_exports_2023_lowest_pct": (23.7, 1),
    "share_exports_2023_highest_pct": (32.7, 1),
    "share_imports_2023_lowest_pct": (38.9, 1),
    "share_imports_2023_highest_pct": (50, 0),
    "share_of_china_2021_pct": (2.45, 2),
    "share_of_china_2023_pct": (4.04, 2),
    "share_of_china_exports_2023_pct": (3.28, 2),
    "share_of_china_imports_2023_pct": (5.05, 2),
    "share_ratio_2023": (8.4, 1),
    "trade_to_gdp_russia_2013_pct": (3.9, 1),
    "trade_to_gdp_russia_2021_pct": (8.0, 1),
    "trade_to_gdp_russia_2023_pct": (11.9, 1),
    "trade_to_gdp_china_2023_pct": (1.35, 2),
    "top5_2023_usd_bn": (442.5, 1),
    "top5_2023_pct": (62.3, 1),
    "other_asia_2023_pct": (17, 0),
    "middle_east_africa_2023_pct": (14, 0),
    "middle_east_africa_2023_usd_bn": (99, 0),
    "turkiye_2023_pct": (8.0, 1),
    "middle_east_africa_without_turkiye_2023_pct": (6.0, 1),
    "listed_india_2023": (64.9, 1),
    # Two counts
    "mirror_2010_china_to_russia_china": (29.6, 1),
    "mirror_2010_china_to_russia_russia": (39.1, 1),
    "mirror_2010_russia_to_china_china": (25.8, 1),
    "mirror_2010_russia_to_china_russia": (19.8, 1),
    "mirror_2010_both_ways_china": (55.4, 1),
    "mirror_2010_both_ways_russia": (58.8, 1),
    "mirror_2000_both_ways_china": (8.0, 1),
    "mirror_2000_both_ways_russia": (6.2, 1),
    "mirror_2001_both_ways_china": (10.7, 1),
    "mirror_2001_both_ways_russia": (5.6, 1),
    "mirror_2019_both_ways_china": (109.7, 1),
    "mirror_2019_both_ways_russia": (109.0, 1),
    "mirror_2021_both_ways_china": (146.9, 1),
    "mirror_2021_both_ways_russia": (141.1, 1),
    "mirror_2023_both_ways_china": (240.1, 1),
    "mirror_2023_both_ways_russia": (231.3, 1),
    "mirror_gap_lowest_2008_2020_pct": (-5.8, 1),
    "mirror_gap_highest_2008_2020_pct": (7.8, 1),
    "mirror_gap_highest_before_2008_pct": (90, 0),
    # Concentration
    "herfindahl_imports_2021": (0.087, 3),
    "herfindahl_imports_2022": (0.137, 3),
    "herfindahl_imports_2023": (0.219, 3),
    "herfindahl_imports_2024": (0.234, 3),
    "herfindahl_imports_2023_without_implausible": (0.253, 3),
    "herfindahl_exports_2021": (0.048, 3),
    "herfindahl_exports_2022": (0.0585, 4),
    "herfindahl_exports_2023": (0.097, 3),
    "herfindahl_exports_2024": (0.112, 3),
    "median_herfindahl_imports_2019": (0.097, 3),
    "median_herfindahl_exports_2019": (0.111, 3),
    "mexico_exports_herfindahl_2019": (0.65, 2),
    "mexico_exports_top_share_2019_pct": (80, 0),
    "mongolia_exports_herfindahl_2019": (0.78, 2),
    "mongolia_exports_top_share_2019_pct": (88, 0),
    "belarus_imports_herfindahl_2019": (0.33, 2),
    "belarus_imports_top_share_2019_pct": (56, 0),
    # Partners by the IMF; the region takes in Mongolia, without which 2022 and 2023 are 28.3, 27.3
    "east_asia_without_china_2021": (44.0, 1),
    "east_asia_without_china_2022": (28.4, 1),
    "east_asia_without_china_2023": (27.4, 1),
    "china_part_of_region_2021_pct": (62, 0),
    "china_part_of_region_2022_pct": (74, 0),
    "china_part_of_region_2023_pct": (81, 0),
    "russia_exports_india_2021": (9.1, 1),
    "russia_exports_india_2022": (41.9, 1),
    "russia_exports_india_2023": (64.5, 1),
    "russia_exports_turkiye_2021": (26.5, 1),
    "russia_exports_turkiye_2022": (53.9, 1),
    "russia_exports_turkiye_2023": (41.75, 2),
    "russia_exports_china_2021": (68.4, 1),
    "russia_exports_china_2022": (98.0, 1),
    "russia_exports_china_2023": (111.5, 1),
    "russia_exports_eu_2021": (188.2, 1),
    "russia_exports_eu_2022": (206.2, 1),
    "russia_exports_eu_2023": (51.5, 1),
    "russia_exports_germany_2021": (29.65, 2),
    "russia_exports_germany_2023": (2.2, 1),
    "russia_exports_united_states_2023": (2.7, 1),
    "russia_exports_united_kingdom_2023": (0.1, 1),
    "russia_exports_uae_2021": (5.1, 1),
    "russia_exports_uae_2023": (8.8, 1),
    "russia_exports_saudi_arabia_2021": (1.9, 1),
    "russia_exports_saudi_arabia_2023": (6.1, 1),
    "russia_exports_iran_2021": (3.1, 1),
    "russia_exports_iran_2023": (2.3, 1),
    "russia_exports_egypt_2021": (4.2, 1),
    "russia_exports_egypt_2023": (6.8, 1),
    "russia_imports_china_2021": (72.7, 1),
    "russia_imports_china_2022": (82.0, 1),
    "russia_imports_china_2023": (119.8, 1),
    "russia_imports_south_korea_2021": (13.0, 1),
    "russia_imports_south_korea_2023": (8.0, 1),
    "russia_imports_japan_2021": (9.1, 1),
    "russia_imports_japan_2023": (3.3, 1),
    "russia_imports_taiwan_2021": (2.4, 1),
    "russia_imports_vietnam_2023": (2.7, 1),
    "russia_imports_india_2023": (5.4, 1),
    "russia_imports_turkiye_2021": (6.5, 1),
    "russia_imports_turkiye_2022": (10.5, 1),
    "russia_imports_turkiye_2023": (12.3, 1),
    "russia_imports_saudi_arabia_2023": (0.08, 2),
    "russia_imports_uae_2023": (0.07, 2),
    "russia_imports_uganda_2022": (5.8, 1),
    "russia_imports_uganda_2023": (12.2, 1),
    "russia_exports_uzbekistan_2023": (22.8, 1),
    "uganda_gdp_2023": (49, 0),
    # Parts of the world and goods
    "europe_exports_2022": (265.6, 1),
    "europe_exports_2023": (84.9, 1),
    "asia_exports_2022": (290.4, 1),
    "asia_exports_2023": (306.6, 1),
    "africa_exports_2022": (14.8, 1),
    "africa_exports_2023": (21.2, 1),
    "africa_trade_2022": (17.9, 1),
    "africa_trade_2023": (24.5, 1),
    "africa_share_2023_pct": (3.5, 1),
    "asia_share_2023_pct": (69.6, 1),
    "asia_imports_2023": (187.5, 1),
    "other_asia_imports_2023": (76.5, 1),
    "china_part_of_asia_imports_2023_pct": (59, 0),
    "machinery_imports_2023": (145.8, 1),
    "machinery_imports_2023_pct": (51, 0),
    "chemicals_imports_2023": (55.7, 1),
    "food_imports_2023": (35.1, 1),
    "food_exports_2023": (43.1, 1),
    "textiles_imports_2023": (19.1, 1),
    "minerals_exports_2022": (391.6, 1),
    "minerals_exports_2023": (260.1, 1),
    "uae_trade_growth_2022_pct": (68, 0),
    "uae_to_russia_2022": (0.5, 1),
    "china_exports_growth_2023_pct_published": (46.9, 1),
    "cars_from_china_2023_pct": (92, 0),
    "cars_from_china_2021_pct": (10, 0),
    "machine_tools_from_china_2023_pct": (88, 0),
    "crude_to_china_2023_mt": (107, 0),
    "crude_to_china_2023_usd_bn": (60.6, 1),
    "eu_exports_russia_2021": (89.2, 1),
    "eu_exports_russia_2023": (38.2, 1),
    "eu_exports_kyrgyzstan_2021": (0.26, 2),
    "eu_exports_kyrgyzstan_2023": (2.73, 2),
    "eu_exports_kazakhstan_2021": (5.5, 1),
    "eu_exports_kazakhstan_2023": (12.1, 1),
    "eu_exports_turkiye_2021": (79, 0),
    "eu_exports_turkiye_2023": (111, 0),
    # Oil, gas, money
    "urals_jan_sep_2022": (80.58, 2),
    "urals_jan_sep_2023": (59.54, 2),
    "urals_below_brent_jan_2023": (38.5, 1),
    "urals_below_brent_july_2023": (19.55, 2),
    "gas_far_abroad_2021": (185.1, 1),
    "gas_far_abroad_2022": (100.9, 1),
    "gas_europe_2023": (28.3, 1),
    "gas_europe_jan_nov_2024": (28, 0),
    "gas_china_jan_nov_2024": (29, 0),
    "power_of_siberia_2021": (10.39, 2),
    "power_of_siberia_2022": (15.4, 1),
    "power_of_siberia_2023": (22.7, 1),
    "lng_eu_2021_pct": (39, 0),
    "lng_eu_2022_pct": (49, 0),
    "lng_eu_2023_pct": (52, 0),
    "oil_india_2020_mbd": (0.05, 2),
    "oil_india_2024_mbd": (1.7, 1),
    "yuan_exports_jan_2022_pct": (0.5, 1),
    "yuan_exports_dec_2022_pct": (16, 0),
    "yuan_exports_mar_2023_pct": (18, 0),
    "yuan_imports_jan_2022_pct": (4, 0),
    "yuan_imports_dec_2022_pct": (23, 0),
    "yuan_imports_mar_2023_pct": (27, 0),
    "yuan_exchange_2023_pct": (42, 0),
    "yuan_exchange_june_2024_pct": (99.6, 1),
    "year_2023_yuan_tn": (1.70, 2),
    "growth_2023_yuan_pct": (32.8, 1),
    "growth_2023_yuan_pct_published": (32.7, 1),
    # Standing among states
    "un_distance_china_2012": (0.84, 2),
    "un_distance_china_2019": (0.47, 2),
    "un_distance_china_2021": (0.36, 2),
    "un_distance_china_2022": (0.54, 2),
    "un_distance_china_2023": (0.32, 2),
    "un_distance_china_2024": (0.255, 3),
    "un_distance_united_states_2012": (2.45, 2),
    "un_distance_united_states_2024": (2.80, 2),
    "un_distance_germany_2012": (0.95, 2),
    "un_distance_germany_2024": (1.84, 2),
    "un_distance_uae_2012": (0.78, 2),
    "un_distance_uae_2024": (0.00, 2),
    "un_distance_saudi_arabia_2024": (0.05, 2),
    "un_distance_iran_2012": (1.84, 2),
    "un_distance_iran_2024": (0.68, 2),
    "un_distance_india_2024": (0.40, 2),
    "un_distance_china_to_usa_2024": (3.06, 2),
    "arms_russia_to_china_2018": (1686, 0),
    "arms_russia_to_china_2023": (372, 0),
    "arms_russia_to_china_2014_2018": (5014, 0),
    "arms_russia_to_china_2019_2023": (3060, 0),
    "arms_russia_to_china_change_pct": (-39, 0),
    "arms_russia_to_all_change_pct": (-53, 0),
    "arms_china_of_russian_exports_2014_2018_pct": (16, 0),
    "arms_china_of_russian_exports_2019_2023_pct": (21, 0),
    "arms_india_of_russian_exports_2019_2023_pct": (34, 0),
    "arms_china_from_russia_2019_2023_pct": (77, 0),
    "arms_saudi_arabia_from_united_states_2019_2023_pct": (75, 0),
    "arms_saudi_arabia_from_russia_2019_2023_pct": (0.1, 1),
    "arms_uae_from_united_states_2019_2023_pct": (57, 0),
    "arms_uae_from_russia_2019_2023_pct": (4.8, 1),
    "arms_iran_2019_2023": (25.5, 1),
    "arms_central_asia_from_russia_2014_2018_pct": (52.6, 1),
    "arms_central_asia_from_russia_2019_2023_pct": (66.0, 1),
    "arms_central_asia_from_china_2014_2018_pct": (15.9, 1),
    "arms_central_asia_from_china_2019_2023_pct": (0.1, 1),
    "arms_africa_from_russia_2014_2018_pct": (39, 0),
    "arms_africa_from_russia_2019_2023_pct": (21, 0),
    "arms_africa_from_china_2014_2018_pct": (9.7, 1),
    "arms_africa_from_china_2019_2023_pct": (7.0, 1),
    "military_china_2023": (296, 0),
    "military_russia_2023": (109.5, 1),
    "military_china_2023_gdp_pct": (1.7, 1),
    "military_russia_2023_gdp_pct": (5.9, 1),
    "military_ratio_2021": (4.3, 1),
    "military_ratio_2023": (2.7, 1),
    # How large is large
    "equal_partners_imports_2021": (11.5, 1),
    "equal_partners_imports_2024": (4.3, 1),
    "equal_partners_exports_2021": (20.8, 1),
    "equal_partners_exports_2024": (8.9, 1),
    "equal_partners_median_imports_2019": (10.4, 1),
    "equal_partners_median_exports_2019": (9.0, 1),
    "equal_partners_imports_2023_without_implausible": (4.0, 1),
    "equal_partners_imports_2024_without_implausible": (3.4, 1),
    "equal_partners_exports_2024_without_implausible": (8.1, 1),
    "herfindahl_exports_2024_without_implausible": (0.123, 3),
    "other_partners_2023_lowest_pct": (66.2, 1),
    "other_partners_2023_highest_pct": (69.0, 1),
    "buyer_above_seller_2010_china_to_russia_pct": (32.0, 1),
    "buyer_above_seller_2010_russia_to_china_pct": (30.5, 1),
    "mirror_apart_2010_pct": (6.2, 1),
    "fall_2025_pct_published": (6.9, 1),
    "top5_printed_pct": (60, 0),
}
HELD_EXACTLY = {
    "release_date": "7 December 2023",
    "release_date_jan_oct": "7 November 2023",
    "trip_date": "6 December 2023",
    "tehran_date": "19 July 2022",
    "raisi_date": "7 December 2023",
    "first_trip_2023_date": "12 October 2023",
    "last_trip_2023_date": "6 December 2023",
    "last_trip_2022_date": "19 December 2022",
    "days_without_trip": 296,
    "year_before": 2022,
    "visits_2021": 2,
    "visits_2022": 9,
    "visits_2023": 6,
    "visits_2024": 11,
    "visits_2025": 7,
    "visits_total": 35,
    "legs_total": 37,
    "trips_total": 33,
    "unconfirmed_total": 3,
    "visits_post_soviet_total": 21,
    "visits_east_asia_total": 6,
    "visits_middle_east_total": 3,
    "visits_middle_east_2023": 2,
    "visits_middle_east_2024": 0,
    "visits_africa_total": 0,
    "visits_china_total": 4,
    "visits_china_2024": 1,
    "visits_china_2025": 1,
    "visits_iran_total": 1,
    "iran_pages_total": 16,
    "iran_pages_against": 11,
    "iran_pages_for": 1,
    "iran_pages_against_moscow": 8,
    "iran_pages_against_unnamed": 2,
    "visits_2023_countries": (
        "Kyrgyzstan, China, Kazakhstan, Belarus, the United Arab Emirates and Saudi Arabia"
    ),
    "best_growth_year_since_1992": 2007,
    "best_growth_year_since_2000": 2007,
    "rise_2023_rank": 1,
    "real_rise_2023_rank": 1,
    "level_2023_rank": 1,
    "top_year": 2024,
    "top_year_real": 2023,
    "trip_to_release_days": 1,
    "tehran_to_trip_days": 505,
    "top5_2023_names": "China, India, Türkiye, Belarus and Kazakhstan",
    "russia_rank_countries": 4,
    "russia_rank_countries_and_territories": 6,
    "implausible_total": 10,
    "oil_share_china_2023": "45 to 50",
    "oil_share_india_2023": "40",
    "oil_share_europe_2023": "4 to 5",
    "votes_68_262_yes": 100,
    "votes_68_262_no": 11,
    "votes_68_262_abstained": 58,
    "votes_68_262_did_not_vote": 24,
    "votes_es_11_1_yes": 141,
    "votes_es_11_1_no": 5,
    "votes_es_11_1_abstained": 35,
    "votes_es_11_1_did_not_vote": 12,
    "vote_uae_es_11_1": "yes",
    "vote_saudi_arabia_es_11_1": "yes",
    "vote_china_es_11_1": "abstained",
    "vote_india_es_11_1": "abstained",
    "vote_iran_es_11_1": "abstained",
    "exercises_china_russia_2022": 6,
    "exercises_china_russia_2003_2024": 66,
    "africa_summit_heads_2019": 43,
    "africa_summit_heads_2023": 17,
    "africa_summit_leaders_2023": 21,
    "africa_summit_delegations_2023": 49,
    "opinion_china_friendly_2005_pct": 34,
    "opinion_china_friendly_2024_pct": 72,
    "brics_iran": "member, 2024-01-01",
    "brics_saudi_arabia": "invited, 2023-08-24",
    "border_places_total": 16,
    "crimea_drawn_in_russia": 3,
    "crimea_drawn_in_ukraine": 2,
    "outcome_trade_2024_up": "yes",
    "outcome_growth_2024_over_10": "no",
    "outcome_trade_2025_up": "no",
    "outcome_saudi_brics": "no",
    "outcome_middle_east_2024": "no",
    "outcome_more_visits_2024": "yes",
    "outcomes_total": 6,
    "outcomes_yes": 2,
    "countries_exports_2019": 152,
    "countries_imports_2019": 173,
    "leaning_more_exports_2019": 53,
    "leaning_more_imports_2019": 27,
    "above_half_exports_2019": 19,
    "above_half_imports_2019": 13,
    "below_russia_exports_2021": 7,
    "below_russia_imports_2024": 153,
    "below_russia_imports_2024_without_implausible": 160,
    "other_countries_exports_2019": 151,
    "other_countries_imports_2019": 172,
    "share_exports_2023_lowest_who": "International Monetary Fund, an estimate",
    "share_exports_2023_highest_who": "Observatory of Economic Complexity, an estimate",
    "share_imports_2023_lowest_who": "China's customs, Russia's total",
    "share_imports_2023_highest_who": "Bank of Finland, an estimate",
    "share_2023_lowest_who": "Head of Russia's customs",
    "share_2023_highest_who": "China's customs, Russia's total",
}


class Shelf(dict):
    """Tables that remember which of them were asked for."""

    def __init__(self, tables):
        super().__init__(tables)
        self.seen = set()

    def __getitem__(self, name):
        self.seen.add(name)
        return super().__getitem__(name)


@pytest.fixture(scope="module")
def shelf():
    return {
        name: package.load(name) for name in package.names() if "schema" in package.describe(name)
    }


@pytest.mark.parametrize(("name", "held"), HELD.items())
def test_figure_is_the_one_we_hold(name, held, shelf):
    value, decimals = held
    assert round(facts.RULES[name].compute(shelf), decimals) == value


@pytest.mark.parametrize(("name", "value"), HELD_EXACTLY.items())
def test_count_or_date_is_the_one_we_hold(name, value, shelf):
    assert facts.RULES[name].compute(shelf) == value


def test_record_level_and_rise_but_not_a_record_rate():
    assert fact("level_2023_rank").value == 1
    assert fact("rise_2023_rank").value == 1
    assert fact("growth_2023_rank").value > 1
    assert fact("growth_2022_pct").value > fact("growth_2023_pct").value
    assert "2022" in fact("faster_years_since_2000").value


def test_every_fact_computes_from_the_tables_it_names(shelf):
    for name, rule in facts.RULES.items():
        tables = Shelf(shelf)
        value = rule.compute(tables)
        assert type(value) in (int, float, str), name
        assert value == value, name
        assert value != "", name
        assert tables.seen == set(rule.tables), name
        assert rule.meaning, name
        assert rule.formula, name
        assert not re.search(r"[{}]", name + rule.meaning + rule.formula), name


def test_every_subject_has_facts_and_names_can_be_written_in_a_sentence():
    assert {table for rule in facts.RULES.values() for table in rule.tables} >= {
        *("russia_partners", "russia_totals", "partner_turnover", "china_partners", "mirror"),
        *("share_estimates", "concentration", "russia_regions", "russia_goods", "goods_points"),
        *("eu_routes", "energy", "urals", "yuan", "rates", "gdp", "memberships", "summits"),
        *("opinion", "un_distance", "un_votes", "arms", "military_spending", "exercises_held"),
        *("outcomes", "slips", "border_checks", "china_totals"),
    }
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names())


def test_two_facts_cannot_have_one_name():
    with pytest.raises(ValueError, match="Two facts are called 'year_2023'"):
        registry.add("year_2023", "", "x", "x", lambda tables: 1)


def test_figure_must_be_one_row(shelf):
    with pytest.raises(LookupError, match="2 rows where one was expected"):
        pick.one(shelf["outcomes"], "value", answer=True)


def test_fact_follows_the_table_not_a_typed_number(shelf):
    changed = dict(shelf)
    frame = shelf["china_russia_to_date"].copy()
    row = (frame["year"] == 2023) & (frame["month"] == 11)
    frame.loc[row, "turnover_usd_bn"] = 110.0
    changed["china_russia_to_date"] = frame
    assert facts.RULES["monthly_mean_2023"].compute(changed) == pytest.approx(10.0)
    assert facts.RULES["full_year_guess_2023"].compute(changed) == pytest.approx(120.0)


def test_families_have_every_year():
    assert all(f"year_{year}" in names() for year in range(1992, 2026))
    assert all(f"growth_{year}_pct" in names() for year in range(1993, 2026))
    assert all(f"real_{year}" in names() for year in range(1992, 2025))
    assert "real_2025" not in names()


def test_fact_knows_what_it_is():
    figure = fact("jan_nov_2023")
    assert isinstance(figure, Fact)
    assert figure.unit == "billion US dollars"
    assert figure.tables == ("china_russia_to_date",)
    assert (str(figure), f"{figure:.1f}", f"{figure}") == ("218.17", "218.2", "218.17")


# Sentences ----------------------------------------------------------------------------------


def test_say_fills_figures_dates_and_counts():
    text = (
        "{jan_nov_2023} ({jan_nov_2023:.1f}) on {release_date}; {growth_2023_pct} %; {visits_2023}"
    )
    assert str(say(text)) == "218.17 (218.2) on 7 December 2023; 26.2 %; 6"


def test_prose_shows_itself_as_markdown():
    prose = say("**{year_2023:.1f}** {{kept}}")
    assert prose._repr_markdown_() == "**240.1** {kept}"
    assert str(prose) == "**240.1** {kept}"


def test_extra_values_come_first_and_need_no_fact():
    assert str(say("{mine:.2f} {visits_2023} {who}", mine=1 / 3, visits_2023=0, who="you")) == (
        "0.33 0 you"
    )


def test_extra_text_stays_text():
    prose = say("You wrote: {answer}", answer="<img src=x onerror=alert(1)> **no** [a](b) `c` $d$")
    shown = prose._repr_markdown_()
    assert "<img" not in shown
    assert r"\*\*no\*\* \[a\](b) \`c\` \$d\$" in shown
    assert "<img src=x" in str(prose)


def test_unknown_fact_answers_with_the_nearest():
    with pytest.raises(FactError, match=r"There is no fact 'jan_nov_2033'. Nearest: jan_nov_20"):
        fact("jan_nov_2033")


def test_unknown_field_answers_with_the_nearest():
    with pytest.raises(
        FactError, match=r"no fact 'realease_date' to fill in. Nearest: release_date"
    ):
        say("on {realease_date}")


def test_unknown_field_may_be_a_misspelt_extra():
    with pytest.raises(FactError, match="Nearest: answer"):
        say("{anser}", answer="x")


@pytest.mark.parametrize("text", ["{year_2023.__class__}", "{year_2023[0]}", "{0}", "{}"])
def test_fields_reach_no_further_than_names(text):
    with pytest.raises(FactError, match="There is no fact"):
        say(text)


def test_lone_brace_is_told():
    with pytest.raises(FactError, match="A brace stands alone"):
        say("x } y")


@pytest.mark.parametrize("text", ["{release_date:.1f}", "{year_2023:zz}", "{who:.1f}"])
def test_format_that_does_not_fit_is_told(text):
    with pytest.raises(FactError, match=r"does not fit the value .* alone, or a format such as"):
        say(text, who="you")


def test_days_without_a_trip_are_the_days_on_which_he_was_on_none():
    visits = package.load("visits")
    away = {
        day
        for start, end in zip(visits["start"], visits["end"], strict=True)
        for day in pd.date_range(start, end)
    }
    at_home = [day for day in pd.date_range("2022-12-01", "2023-10-31") if day not in away]
    in_the_gap = [
        day for day in at_home if pd.Timestamp("2022-12-19") < day < pd.Timestamp("2023-10-12")
    ]
    assert len(in_the_gap) == fact("days_without_trip").value


def test_every_page_on_iran_that_is_against_has_one_origin():
    pages = package.load("iran_check").query("bearing == 'against'")
    known = fact("iran_pages_against_moscow").value + fact("iran_pages_against_unnamed").value
    assert known + (pages["origin"] == "IRNA").sum() == len(pages)


def test_what_a_page_says_and_what_we_add_stand_apart():
    pages = package.load("iran_check")
    ours = r"our list|not among|no Iran|found in 20"
    assert not pages["says"].str.contains(ours).any()
    assert pages["note"].str.contains(r"our list").any()
