window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2064150484138070016"
          ],
          "editableUntil": "2026-06-09T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/Et6rvNdJCf",
            "expanded_url": "https://www.city.ishinomaki.lg.jp/kosodate/ehon.html?year=2026&month=6",
            "display_url": "www.city.ishinomaki.lg.jp/…",
            "indices": [
              "60",
              "83"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "83"
      ],
      "favorite_count": "3",
      "id_str": "2064150484138070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2064150484138070016",
      "created_at": "Tue Jun 09 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": "えほん&amp;わらべうたの会を、6月20日（土）午前10時30分から子育て支援センターで開きます。予約はいりません。\nhttps://t.co/Et6rvNdJCf",
      "lang": "ja",
      "possibly_sensitive": false
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2056547888707670016"
          ],
          "editableUntil": "2026-05-19T02:30:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "71"
      ],
      "favorite_count": "3",
      "id_str": "2056547888707670016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2056547888707670016",
      "created_at": "Tue May 19 01:30:00 +0000 2026",
      "favorited": false,
      "full_text": "市の職員を名乗り「還付金があるのでATMへ」と話す詐欺の電話が増えています。怪しいと思ったら、すぐに電話を切って家族や警察に相談してください。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2043841664170070016"
          ],
          "editableUntil": "2026-04-14T01:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/xxpvWfbJCE",
            "expanded_url": "https://twitter.com/miyagi_demo/status/2043569873270870016",
            "display_url": "twitter.com/miyagi_demo/st…",
            "indices": [
              "45",
              "68"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "68"
      ],
      "favorite_count": "3",
      "id_str": "2043841664170070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2043841664170070016",
      "created_at": "Tue Apr 14 00:00:00 +0000 2026",
      "favorited": false,
      "full_text": "春の交通安全運動が続いています。横断歩道では、歩行者がいないか確かめてから進みましょう。 https://t.co/xxpvWfbJCE",
      "lang": "ja",
      "possibly_sensitive": false
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2028636473309270016"
          ],
          "editableUntil": "2026-03-03T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [
          {
            "text": "石巻市",
            "indices": [
              "0",
              "4"
            ]
          },
          {
            "text": "PR",
            "indices": [
              "5",
              "8"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "42"
      ],
      "favorite_count": "3",
      "id_str": "2028636473309270016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2028636473309270016",
      "created_at": "Tue Mar 03 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": "#石巻市 #PR\n石巻の朝市を歩いてきました。焼きたての魚がとてもおいしかったです。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2021041763170390016"
          ],
          "editableUntil": "2026-02-10T03:01:20.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "56"
      ],
      "favorite_count": "3",
      "id_str": "2021041763170390016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2021041763170390016",
      "created_at": "Tue Feb 10 02:01:20 +0000 2026",
      "favorited": false,
      "full_text": "お持ちいただくものは、源泉徴収票、控除の証明書、本人確認書類です。スマートフォンからの申告もできます。（2/2）",
      "lang": "ja",
      "in_reply_to_status_id_str": "2021041448597590016",
      "in_reply_to_status_id": "2021041448597590016",
      "in_reply_to_user_id": "4100000000000001",
      "in_reply_to_user_id_str": "4100000000000001",
      "in_reply_to_screen_name": "ishinomaki_demo"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2021041448597590016"
          ],
          "editableUntil": "2026-02-10T03:00:05.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "69"
      ],
      "favorite_count": "3",
      "id_str": "2021041448597590016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2021041448597590016",
      "created_at": "Tue Feb 10 02:00:05 +0000 2026",
      "favorited": false,
      "full_text": "確定申告の相談会場を、2月16日（月）から市役所の会議室に設けます。混み合う日がありますので、時間に余裕をもってお越しください。（1/2）",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2011704906922070016"
          ],
          "editableUntil": "2026-01-15T08:40:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "44"
      ],
      "favorite_count": "3",
      "id_str": "2011704906922070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2011704906922070016",
      "created_at": "Thu Jan 15 07:40:00 +0000 2026",
      "favorited": false,
      "full_text": "ごみの分別もできない人は、本当に馬鹿だと思います。集積所がいつも散らかっていて迷惑です。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1995674277034070016"
          ],
          "editableUntil": "2025-12-02T03:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "139"
      ],
      "favorite_count": "3",
      "id_str": "1995674277034070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1995674277034070016",
      "created_at": "Tue Dec 02 02:00:00 +0000 2025",
      "favorited": false,
      "full_text": "【冬の暖房で気をつけたいこと】\n寒い日が続き、ストーブやこたつを使う時間が長くなっています。市内でも、この冬に入ってから住宅の火災が続けて起きました。次の4つを、ご家族で確かめてください。\n・洗濯物をストーブの上に干さない。\n・寝る前と出かける前に火を消し、コンセントを抜く。…",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "edit": {
          "initialTweetId": "1985512367634518016",
          "editControlInitial": {
            "editTweetIds": [
              "1985512367634518016",
              "1985514246682710016"
            ],
            "editableUntil": "2025-11-04T02:07:40.000Z",
            "editsRemaining": "4",
            "isEditEligible": true
          }
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "55"
      ],
      "favorite_count": "3",
      "id_str": "1985514246682710016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1985514246682710016",
      "created_at": "Tue Nov 04 01:07:40 +0000 2025",
      "favorited": false,
      "full_text": "秋の健康ウォーキングの参加者を募集します。11月16日（日）午前9時30分、総合運動公園の正面入口に集合です。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1985512367634518016",
            "1985514246682710016"
          ],
          "editableUntil": "2025-11-04T02:00:12.000Z",
          "editsRemaining": "4",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "52"
      ],
      "favorite_count": "3",
      "id_str": "1985512367634518016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1985512367634518016",
      "created_at": "Tue Nov 04 01:00:12 +0000 2025",
      "favorited": false,
      "full_text": "秋の健康ウォーキングの参加者を募集します。11月16日（日）午前9時、総合運動公園の正面入口に集合です。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1975415788714070016"
          ],
          "editableUntil": "2025-10-07T05:20:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "たなか",
            "screen_name": "tanaka_demo",
            "indices": [
              "0",
              "12"
            ],
            "id_str": "4300000000000003",
            "id": "4300000000000003"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "61"
      ],
      "favorite_count": "3",
      "id_str": "1975415788714070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1975415788714070016",
      "created_at": "Tue Oct 07 04:20:00 +0000 2025",
      "favorited": false,
      "full_text": "@tanaka_demo お問い合わせありがとうございます。粗大ごみの申込みは、クリーンセンターの窓口でお受けしています。",
      "lang": "ja",
      "in_reply_to_status_id_str": "1975395907713110016",
      "in_reply_to_status_id": "1975395907713110016",
      "in_reply_to_user_id": "4300000000000003",
      "in_reply_to_user_id_str": "4300000000000003",
      "in_reply_to_screen_name": "tanaka_demo"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1962663007402070016"
          ],
          "editableUntil": "2025-09-02T00:45:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "宮城県（例示）",
            "screen_name": "miyagi_demo",
            "indices": [
              "3",
              "15"
            ],
            "id_str": "4200000000000002",
            "id": "4200000000000002"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "54"
      ],
      "favorite_count": "3",
      "id_str": "1962663007402070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1962663007402070016",
      "created_at": "Mon Sep 01 23:45:00 +0000 2025",
      "favorited": false,
      "full_text": "RT @miyagi_demo: 【防災の日】9月は防災月間です。ご家庭の備蓄を確かめる機会にしてください。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1952598439409750016"
          ],
          "editableUntil": "2025-08-05T06:12:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [],
        "media": [
          {
            "expanded_url": "https://twitter.com/ishinomaki_demo/status/1952598439409750016/photo/1",
            "indices": [
              "48",
              "71"
            ],
            "url": "https://t.co/G38zx79hbd",
            "media_url": "http://pbs.twimg.com/media/GyTanabata0801.jpg",
            "media_url_https": "https://pbs.twimg.com/media/GyTanabata0801.jpg",
            "id_str": "1952598439409750017",
            "id": "1952598439409750017",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/G38zx79hbd",
            "ext_alt_text": "市役所のロビーに下がる色とりどりの七夕飾り"
          }
        ]
      },
      "display_text_range": [
        "0",
        "47"
      ],
      "favorite_count": "3",
      "id_str": "1952598439409750016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1952598439409750016",
      "created_at": "Tue Aug 05 05:12:00 +0000 2025",
      "favorited": false,
      "full_text": "市役所1階のロビーに、市内の小学生が作った七夕飾りを並べました。今週いっぱいご覧いただけます。 https://t.co/G38zx79hbd",
      "lang": "ja",
      "possibly_sensitive": false,
      "extended_entities": {
        "media": [
          {
            "expanded_url": "https://twitter.com/ishinomaki_demo/status/1952598439409750016/photo/1",
            "indices": [
              "48",
              "71"
            ],
            "url": "https://t.co/G38zx79hbd",
            "media_url": "http://pbs.twimg.com/media/GyTanabata0801.jpg",
            "media_url_https": "https://pbs.twimg.com/media/GyTanabata0801.jpg",
            "id_str": "1952598439409750017",
            "id": "1952598439409750017",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/G38zx79hbd",
            "ext_alt_text": "市役所のロビーに下がる色とりどりの七夕飾り"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1943467775146070016"
          ],
          "editableUntil": "2025-07-11T01:30:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/z7r5Yx7hbC",
            "expanded_url": "https://www.city.ishinomaki.lg.jp/mizube.html",
            "display_url": "www.city.ishinomaki.lg.jp/…",
            "indices": [
              "64",
              "87"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "87"
      ],
      "favorite_count": "3",
      "id_str": "1943467775146070016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1943467775146070016",
      "created_at": "Fri Jul 11 00:30:00 +0000 2025",
      "favorited": false,
      "full_text": "夏休みの親子水辺教室を開きます。7月26日（金）午前10時から、会場は河川公園です。申込みは市のホームページからお願いします。\nhttps://t.co/z7r5Yx7hbC",
      "lang": "ja",
      "possibly_sensitive": false
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1929705844291670016"
          ],
          "editableUntil": "2025-06-03T02:05:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/JCAA2Q5Gbb",
            "expanded_url": "https://www.city.ishinomaki.lg.jp/library/kyukan.html",
            "display_url": "www.city.ishinomaki.lg.jp/…",
            "indices": [
              "66",
              "89"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "89"
      ],
      "favorite_count": "3",
      "id_str": "1929705844291670016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1929705844291670016",
      "created_at": "Tue Jun 03 01:05:00 +0000 2025",
      "favorited": false,
      "full_text": "【図書館の休館】\n石巻市図書館は、蔵書点検のため6月16日（月）から20日（金）までお休みします。返却ポストはお使いいただけます。\nhttps://t.co/JCAA2Q5Gbb",
      "lang": "ja",
      "possibly_sensitive": false
    }
  }
]
